"""Recorded against true incidents: trust raises reporting, so records can rise as trouble falls."""

from iwsim.cases.case import Case
from iwsim.cases.recorded_and_true_figures import draw
from iwsim.cases.recorded_and_true_runs import measure
from iwsim.cases.recorded_and_true_words import answer, limits

CASE = Case(
    key="recorded_and_true",
    title="Recorded incidents are not incidents",
    question=(
        "People who trust services report more of what they suffer. Can recorded anti-social "
        "behaviour rise while the true number falls, and what would a study of records then say "
        "of an integrated team?"
    ),
    evidence=("E165", "L153", "L155", "L170"),
    scenario="rochdale",
    measure=measure,
    answer=answer,
    draw=draw,
    limits=limits,
)

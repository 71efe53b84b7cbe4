"""The New York case: visits led by complaints, by own records, or by the books of four agencies."""

from iwsim.cases.case import Case
from iwsim.cases.new_york_figures import draw
from iwsim.cases.new_york_runs import measure
from iwsim.cases.new_york_words import answer, limits

CASE = Case(
    key="new_york",
    title="New York: whom to inspect",
    question=(
        "Inspectors who followed complaints found danger in 13 of 100 visits, and in 70 once they "
        "followed the pooled records of several agencies, it is said. How much of that does "
        "pooling bring, at equal inspectors; how much must be shared for it; and what is left when "
        "records are wrong or old, or when those in danger do not dare to complain?"
    ),
    evidence=(
        "E130", "E131", "E134", "E136", "E137", "E138", "E139",
        "L189", "L190", "L192", "L194", "L195",
    ),
    scenario="new_york",
    measure=measure,
    answer=answer,
    draw=draw,
    limits=limits,
)  # fmt: skip

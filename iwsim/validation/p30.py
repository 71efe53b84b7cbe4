"""P30: doubt that cannot be voiced goes underground."""

from iwsim.study.windows import Window
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared
from iwsim.validation.runs import AFTER

_WITHDRAWN = 60
_SINCE = Window("since", _WITHDRAWN, 155)

_UNHEARD = Setting(
    "consensus is enforced, so that nothing voiced is heard",
    {"arms.colocated_team.consensus_pressure": 1.0},
)
_HARDLY_HEARD = Setting(
    "consensus is all but enforced (0.9)", {"arms.colocated_team.consensus_pressure": 0.9}
)
_NO_SUPPORT = Setting(
    "there was no strategic support to withdraw", {"arms.colocated_team.strategic_support": 0.0}
)
_LITTLE_SUPPORT = Setting(
    "there was little strategic support to withdraw (0.1)",
    {"arms.colocated_team.strategic_support": 0.1},
)

_CELLS = {
    "silent": Cell(TEAM, {"dissent": 0.2}),
    "outspoken": Cell(TEAM, {"dissent": 0.8}),
    "backed": Cell(TEAM),
    "left alone": Cell(TEAM, {"support_withdrawn": _WITHDRAWN}),
}
_ROWS = [
    compared("silent", "outspoken", "covert_resistance", AFTER),
    compared("silent", "outspoken", "open_conflict", AFTER),
    compared("left alone", "backed", "covert_resistance", _SINCE),
]

_DISSENT = (
    "dissent of 0.2 against 0.8 in the team, the same people and doubts at the start, all weeks "
    "after the switch"
)

_WHY_LITTLE = (
    "Quiet obstruction goes up, by less than the smallest effect: what is not voiced goes "
    "underground only as far as the team lacks strategic support, and it has much of it (0.8). "
    "Where that is withdrawn, obstruction is several times as high (see the third clause)."
)

PATTERN = Pattern(
    claim=CLAIMS["P30"],
    scenario="rochdale",
    clauses=(
        Clause("underground", "quiet obstruction, 0-1", _DISSENT, "up", "M",
               _UNHEARD, _HARDLY_HEARD, A_STATE, relative=False, reason=_WHY_LITTLE),
        Clause("in the open", "disagreement in the open, 0-1", _DISSENT, "down", "M",
               _UNHEARD, _HARDLY_HEARD, A_STATE, relative=False),
        Clause("support", "quiet obstruction from week 60 on, 0-1",
               "strategic support withdrawn at week 60 against kept, in the team", "up", "M",
               _NO_SUPPORT, _LITTLE_SUPPORT, A_STATE, relative=False),
    ),
    pairs=Experiment(_CELLS, _ROWS),
)  # fmt: skip

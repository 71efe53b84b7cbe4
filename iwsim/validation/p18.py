"""P18: ordered cooperation yields less."""

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read, compared
from iwsim.validation.runs import AFTER, LATE

_CONTRAST = (
    "team of whom a fifth chose to be there against the same team of whom four fifths did, with "
    "the same people and posts"
)
_NO_PULL = Setting("neither an own choice nor anything else pulls towards contributing",
                   {"cooperation.pull": 0.0})  # fmt: skip
_LITTLE_PULL = Setting(
    "what pulls towards contributing does so little, and nine posts in ten are moved into the team",
    {"cooperation.pull": 0.02, "arms.colocated_team.seconded": 0.9},
)

_CELLS = {
    "silo": Cell(),
    "ordered": Cell(TEAM, {"voluntary": 0.2}),
    "chosen": Cell(TEAM, {"voluntary": 0.8}),
}


def _gain(read: Read, cell: str) -> float:
    """Return the serious needs that a cell has fewer than the silo, over the silo's."""
    silo = read("silo", "serious_needs", LATE)
    return (silo - read(cell, "serious_needs", LATE)) / silo


_WHY_NO_GAIN = (
    "Contribution acts on the residents only by what is told between agencies, where it is one "
    "reason among several; half of the posts are moved into the team and count as willing in both."
)

PATTERN = Pattern(
    claim=CLAIMS["P18"],
    scenario="rochdale",
    clauses=(
        Clause("contribution", "contribution to the common effort, 0-1",
               f"{_CONTRAST}, all weeks after the switch", "down", "M", _NO_PULL, _LITTLE_PULL,
               A_STATE, relative=False),
        Clause("gain", "serious needs fewer than in the silo, over the silo's, late", _CONTRAST,
               "down", "C", _NO_PULL, _LITTLE_PULL, relative=False, reason=_WHY_NO_GAIN),
    ),
    pairs=Experiment(
        _CELLS,
        [
            compared("ordered", "chosen", "contribution", AFTER),
            lambda read: (_gain(read, "ordered"), _gain(read, "chosen")),
        ],
    ),
)  # fmt: skip

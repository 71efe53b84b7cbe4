"""P28: errors follow load and poor coordination; checking works only with trust."""

from iwsim.parameters.arrangement import Arrangement
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read, compared
from iwsim.validation.runs import AFTER

_NO_LINKS = Setting(
    "errors follow neither load nor knowledge, and the team checks as little as the silo",
    {"decisions.load_weight": 0.0, "decisions.knowledge_weight": 0.0,
     "arms.colocated_team.mutual_monitoring": 0.2},
)  # fmt: skip
_WEAK_LINKS = Setting(
    "errors hardly follow load (0.05) and knowledge (0.1), and the team checks hardly more than "
    "the silo (0.22)",
    {"decisions.load_weight": 0.05, "decisions.knowledge_weight": 0.1,
     "arms.colocated_team.mutual_monitoring": 0.22},
)  # fmt: skip
_ALWAYS_CHECKED = Setting(
    "everything is checked; what makes checking depend on trust cannot be switched off",
    {"arms.colocated_team.mutual_monitoring": 1.0},
)
_MOSTLY_CHECKED = Setting("most is checked (0.9)", {"arms.colocated_team.mutual_monitoring": 0.9})

_UNCHECKED = {"mutual_monitoring": Arrangement().mutual_monitoring}
_LOW, _HIGH = {"pair_trust": 0.2}, {"pair_trust": 0.8}

_CELLS = {
    "light": Cell(after={"hours.administration": 0.1}),
    "heavy": Cell(after={"hours.administration": 0.6}),
    "silo": Cell(),
    "informed": Cell(ingredients={"shared_records": 0.8, "sharing_protocol": 0.8}),
    "unchecked, low": Cell(TEAM, _UNCHECKED, held=_LOW),
    "unchecked, high": Cell(TEAM, _UNCHECKED, held=_HIGH),
    "checked, low": Cell(TEAM, held=_LOW),
    "checked, high": Cell(TEAM, held=_HIGH),
}


def _errors_left(read: Read) -> tuple[float, float]:
    """Return the share of errors that checking leaves, at high and at low trust."""
    high, low = (
        read(checked, "errors", AFTER) / read(unchecked, "errors", AFTER)
        for checked, unchecked in (_AT_HIGH, _AT_LOW)
    )
    return high, low


_AT_HIGH, _AT_LOW = ("checked, high", "unchecked, high"), ("checked, low", "unchecked, low")
_ROWS = [
    compared("heavy", "light", "errors", AFTER),
    compared(*_AT_HIGH, "errors", AFTER),
    compared(*_AT_LOW, "errors", AFTER),
    _errors_left,
    compared("informed", "silo", "errors", AFTER),
]

_ERRORS = "errors a week that nobody caught"
_CHECKING = "the team checking as it does (0.6) against as little as the silo (0.2), "

_WHY_NOT_ONLY = (
    "A colleague catches an error with the chance checking times trust, a product that knows no "
    "threshold: at trust of 0.2, about that of the silo, checking still stops one error in ten."
)

PATTERN = Pattern(
    claim=CLAIMS["P28"],
    scenario="rochdale",
    clauses=(
        Clause("load", _ERRORS,
               "0.6 hours of administration a week for an open case against 0.1, the plausible "
               "ends, in the silo", "up", "M", _NO_LINKS, _WEAK_LINKS),
        Clause("checking, high trust", _ERRORS, _CHECKING + "trust held at 0.8", "down", "M",
               _NO_LINKS, _WEAK_LINKS),
        Clause("checking, low trust", _ERRORS, _CHECKING + "trust held at 0.2", "same", "M",
               _ALWAYS_CHECKED, _MOSTLY_CHECKED, reason=_WHY_NOT_ONLY),
        Clause("checking, more with trust",
               "errors that nobody caught, checking against not, as a ratio",
               "trust held at 0.8 against 0.2, in the team", "down",
               "M", _NO_LINKS, _WEAK_LINKS, 0.05, relative=False, counts=False),
        Clause("coordination", _ERRORS,
               "the silo with shared records and a protocol (0.8 each) against the silo", "down",
               "M", _NO_LINKS, _WEAK_LINKS, counts=False),
    ),
    pairs=Experiment(_CELLS, _ROWS),
)  # fmt: skip

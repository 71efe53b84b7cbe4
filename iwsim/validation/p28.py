"""P28: errors follow load and poor coordination; checking works only with trust."""

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Read, begun, compared, read_rows, set_in
from iwsim.validation.runs import AFTER

_LOW, _HIGH = 0.2, 0.8

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

_CELLS = {
    "light": Cell(after={"hours.administration": 0.1}),
    "heavy": Cell(after={"hours.administration": 0.6}),
    "silo": Cell(),
    "informed": Cell(ingredients={"shared_records": 0.8, "sharing_protocol": 0.8}),
}
_TRUST = {"low": _LOW, "high": _HIGH}


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Run the silo under two loads and with records; the team with trust held, checking or not."""
    little = scenario.arms[SILOED].arrangement.mutual_monitoring
    checks = {"unchecked": {"mutual_monitoring": little}, "checked": {}}
    held = {f"{check}, {level}": level for check in checks for level in _TRUST}
    cells = {
        **_CELLS,
        **{name: Cell(TEAM, checks[name.split(",")[0]]) for name in held},
    }
    engines = begun(cells, scenario, replicate)
    for name, engine in engines.items():
        if name in held:
            run_at_trust(engine, _TRUST[held[name]])
        else:
            engine.advance(engine.calendar.end)
    return read_rows(engines, _ROWS)


def run_at_trust(engine: Engine, level: float) -> None:
    """Run to the end with the trust of every pair of posts set to one level before each week."""
    while engine.done < engine.calendar.end:
        engine.state["pair_trust"][:] = level
        engine.advance(1)


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
    pairs=pairs,
    sets=set_in(_CELLS),
)  # fmt: skip

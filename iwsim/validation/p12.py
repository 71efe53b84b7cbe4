"""P12: frequent case meetings speed answers and eat hours."""

from iwsim.engine import Engine
from iwsim.scenario import Scenario
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Bases, Cell, Experiment, Read
from iwsim.validation.p12_waits import URGENT, waits_of
from iwsim.validation.runs import AFTER, mean_over

_WEEKLY, _TWICE = 1.0, 2.0
_DAYS = 7.0
_SHORT_STAFF = {"hours.leave": 0.4}

_CONTRAST = (
    "team that meets daily against the same team that meets weekly, with equal minutes for a "
    "case, all weeks after the switch"
)
_KNOWN = "a need's being known to first help, at most 182"
_NO_HOLD = Setting(
    "no request goes through the gateway, so that none waits for a meeting",
    {"arms.colocated_team.single_gateway": 0.0},
)
_HARDLY_MORE = Setting(
    "the team meets once a week and two times more in a year, instead of daily",
    {"arms.colocated_team.meeting_frequency": 1.04},
)
_NO_MINUTES = Setting("a meeting takes no time", {"arms.colocated_team.meeting_minutes": 0.0})
_FEW_CASES = Setting(
    "a meeting discusses one case, for a minute",
    {"communication.meeting_cases": 1.0, "arms.colocated_team.meeting_minutes": 1.0},
)

CELLS = {
    "weekly": Cell(TEAM, {"meeting_frequency": _WEEKLY}),
    "daily": Cell(TEAM),
    "short, twice": Cell(TEAM, {"meeting_frequency": _TWICE}, after=_SHORT_STAFF),
    "short, daily": Cell(TEAM, after=_SHORT_STAFF),
}


def _joint(read: Read, cell: str) -> float:
    return read(cell, "hours_meetings", AFTER) + read(cell, "hours_coordination", AFTER)


def _days(read: Read, cell: str) -> float:
    return _DAYS * read(cell, "wait_help_weeks", AFTER)


_ROWS = (
    lambda read: (_joint(read, "daily"), _joint(read, "weekly")),
    lambda read: (_days(read, "short, daily"), _days(read, "short, twice")),
)
"""What *hours* and *turn* compare."""


def answers(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Compare the team that meets daily with the one that meets weekly: how soon it answers."""
    bases = Bases(CELLS, scenario, replicate)
    daily, weekly = (_answers(bases(name)) for name in ("daily", "weekly"))
    return list(zip(daily, weekly, strict=True))


def _answers(engine: Engine) -> tuple[float, float, float, float]:
    """Return days to a decision and to first help, then days to it at high and medium severity."""
    high, medium = waits_of(engine)  # which runs the engine to its horizon
    decision, help_weeks = (
        mean_over(engine, engine.record, outcome, AFTER)
        for outcome in ("decision_days", "wait_help_weeks")
    )
    return decision, _DAYS * help_weeks, high, medium


_WHY_LONGER = (
    "Decisions come sooner, but the hours that daily meetings take are missing with people: their "
    "cases stay open longer and the queue grows. Where meetings take no time the wait is shorter."
)
_WHY_NO_SOONER = (
    "Little is left to shorten: such needs stand first in the queues, and all but about one in 150 "
    "are helped in the week in which they become known, within which a weekly meeting decides too. "
    "The few others wait a little longer."
)

PATTERN = Pattern(
    claim=CLAIMS["P12"],
    scenario="rochdale",
    clauses=(
        Clause("decision", "days from a serious need's request at the gateway to its decision",
               _CONTRAST, "down", "V", _NO_HOLD, _HARDLY_MORE),
        Clause("wait", "days from a serious need's being known to first help, at most 182",
               _CONTRAST, "down", "C", _NO_HOLD, _HARDLY_MORE, reason=_WHY_LONGER),
        Clause("hours", "hours a week in meetings and coordination, on the estate",
               _CONTRAST, "up", "M", _NO_MINUTES, _FEW_CASES),
        Clause("turn", "days from a serious need's being known to first help, at most 182",
               "team that meets daily against the same team that meets twice a week, where two "
               "fifths of all hours fall away from the switch on",
               "up", "C", _NO_MINUTES, _FEW_CASES, counts=False),
        Clause("wait, high", f"days from {_KNOWN}, of needs of {URGENT:g} or more when they become "
               "known (high severity)", _CONTRAST, "down", "C", _NO_HOLD, _HARDLY_MORE,
               reason=_WHY_NO_SOONER),
        Clause("wait, medium", f"days from {_KNOWN}, of needs of 0.5 to {URGENT:g} when they "
               "become known (medium severity)", _CONTRAST, "down", "C", _NO_HOLD, _HARDLY_MORE,
               reason=_WHY_LONGER),
    ),
    pairs=Parts([Part((0, 1, 4, 5), answers), Part((2, 3), Experiment(CELLS, _ROWS))]),
    sets=tuple(_SHORT_STAFF),
)  # fmt: skip

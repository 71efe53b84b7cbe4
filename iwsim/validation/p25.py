"""P25: integration run on overtime fades."""

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared
from iwsim.validation.runs import AFTER, LATE

_JOINT = 0.15
"""Hours at work that the team's meetings, coordination, supervision, training, outreach and events
take beyond the silo's, as a share of all."""

_CELLS = {
    "on top": Cell(TEAM),
    "relieved": Cell(TEAM, scaled={"agency_cap": 1.0 - _JOINT}),
    "on top, more posts": Cell(TEAM, posts=_JOINT),
    "backfilled": Cell(TEAM, posts=_JOINT, scaled={"agency_cap": 1.0 / (1.0 + _JOINT)}),
}

_ROWS = [
    compared("on top", "relieved", "overtime_hours", AFTER),
    compared("on top", "relieved", "serious_needs", LATE),
    compared("on top, more posts", "backfilled", "overtime_hours", AFTER),
    compared("on top, more posts", "backfilled", "serious_needs", LATE),
]

_NO_OVERTIME = Setting("nobody works overtime", {"hours.overtime_cap": 0.0})
_ALL_OVERTIME = Setting(
    "cases ask for so many hours (10 a week at full need) that all overtime there is gets worked",
    {"hours.wanted": 10.0},
)
_WEIGHTLESS = Setting(
    "a case takes no hours but direct ones, and load exhausts nobody",
    {"hours.administration": 0.0, "hours.switching": 0.0, "hours.minimum": 0.0,
     "hours.assessment": 0.0, "burnout.load_weight": 0.0},
)  # fmt: skip
_LIGHT = Setting(
    "a case takes few hours but direct ones, and load exhausts little: the low plausible ends",
    {"hours.administration": 0.1, "hours.switching": 0.0, "hours.minimum": 0.0,
     "hours.assessment": 2.0, "burnout.load_weight": 0.2},
)  # fmt: skip


_EQUAL_POSTS = (
    "the team on top of full caseloads against caseload caps cut by the 15 per cent of hours that "
    "joint work takes, with the same posts"
)
_EQUAL_MONEY = (
    "15 per cent more posts in the team, for cases up to the usual caps, against the same posts "
    "to backfill, with no more cases held than before"
)
_OVERTIME, _NEEDS = "overtime, hours a week", "serious needs per 100 adults, late"

_WHY_LITTLE = (
    "On top of full caseloads the team does have more serious needs late, by less than the "
    "smallest effect: fewer cases get more hours each and staff are less exhausted, but more "
    "people wait."
)
_WHY_NONE = (
    "With 15 per cent more posts the queues are gone and caseloads stay well below their caps, so "
    "nothing has to be backfilled: cutting the caps hardly changes anything."
)

PATTERN = Pattern(
    claim=CLAIMS["P25"],
    scenario="rochdale",
    clauses=(
        Clause("overtime, equal posts", _OVERTIME, _EQUAL_POSTS, "up", "C", _NO_OVERTIME,
               _ALL_OVERTIME),
        Clause("late gain, equal posts", _NEEDS, _EQUAL_POSTS, "up", "C", _WEIGHTLESS,
               _LIGHT, reason=_WHY_LITTLE),
        Clause("overtime, equal money", _OVERTIME, _EQUAL_MONEY, "up", "C", _NO_OVERTIME,
               _ALL_OVERTIME, reason=_WHY_NONE),
        Clause("late gain, equal money", _NEEDS, _EQUAL_MONEY, "up", "C", _WEIGHTLESS,
               _LIGHT, reason=_WHY_NONE),
    ),
    pairs=Experiment(_CELLS, _ROWS),
)  # fmt: skip

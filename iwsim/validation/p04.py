"""P04: it becomes routine over years, and rushing unequal partners costs rework."""

from iwsim.study.windows import Window
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read
from iwsim.validation.runs import EARLY

_HALF = 0.5
_WEEK_26, _WEEK_52, _WEEK_104 = (Window("one week", week, week) for week in (26, 52, 103))
_TWO_YEARS = Window("two years", 0, 103)

_SPREAD, _EVEN = {"context.stage_spread": 0.6}, {"context.stage_spread": 0.0}
_OVER_A_YEAR = {"ramp": 52.0}

_AT_ONCE = Setting("joint work becomes routine within weeks", {"cooperation.routine_up": 0.2})
_SOON = Setting("joint work becomes routine within months", {"cooperation.routine_up": 0.1})
_NEVER = Setting("nothing becomes routine", {"cooperation.routine_up": 0.0})
_NOTHING_NEW = Setting(
    "contact is no more in the team than in the silo, so that no joint work is newer than its "
    "routine",
    {
        "communication.contact_apart": 0.0,
        "communication.contact_office": 0.0,
        "communication.contact_meeting": 0.0,
        "communication.contact_spanner": 0.0,
    },
)
_LITTLE_NEW = Setting(
    "contact is at the low plausible ends, and joint work becomes routine within months",
    {
        "communication.contact_apart": 0.02,
        "communication.contact_office": 0.3,
        "communication.contact_meeting": 0.02,
        "communication.contact_spanner": 0.02,
        "cooperation.routine_up": 0.1,
    },
)

_CELLS = {
    "silo": Cell(),
    "team": Cell(TEAM),
    "rushed, uneven": Cell(TEAM, after=_SPREAD),
    "slow, uneven": Cell(TEAM, _OVER_A_YEAR, after=_SPREAD),
    "rushed, even": Cell(TEAM, after=_EVEN),
    "slow, even": Cell(TEAM, _OVER_A_YEAR, after=_EVEN),
}


def _rushing(read: Read, partners: str, outcome: str, window: Window) -> float:
    """Return what a start at once adds to an outcome over one brought in over a year."""
    return read(f"rushed, {partners}", outcome, window) - read(f"slow, {partners}", outcome, window)


def _rework(read: Read) -> tuple[float, float]:
    """Return what rushing adds to coordination in shares of the silo's, uneven and even."""
    silo = read("silo", "hours_coordination", _TWO_YEARS)
    uneven, even = (
        _rushing(read, partners, "hours_coordination", _TWO_YEARS) / silo
        for partners in ("uneven", "even")
    )
    return uneven, even


def _trust(read: Read) -> tuple[float, float]:
    uneven, even = (
        _rushing(read, partners, "professional_trust", EARLY) for partners in ("uneven", "even")
    )
    return uneven, even


_ROUTINE = "share of staff for whom joint work is routine"
_SPREAD_WORDS = "at a spread of stages of 0.6 against one of 0, both from the switch on"

_WHY_NO_REWORK = (
    "A spread of stages makes coordination dearer as long as joint work is newer than its routine, "
    "and routine takes more than two years, so that a start over one year meets it too; and with "
    "less common ground for longer, that start pays the same surcharge on more hours."
)
_WHY_TRUST = (
    "Trust is lower where unequal partners start at once, by less than the smallest effect: the "
    "spread raises only the fading of trust, which in the team is slow beside what contact builds."
)

PATTERN = Pattern(
    claim=CLAIMS["P04"],
    scenario="rochdale",
    overrides={"weeks": 104},
    clauses=(
        Clause("not yet", _ROUTINE, "team half a year after the switch against one half", "down",
               "M", _AT_ONCE, _SOON, A_STATE, relative=False),
        Clause("still rising", _ROUTINE, "team two years after the switch against one year after",
               "up", "M", _NEVER, _AT_ONCE, A_STATE, relative=False),
        Clause("rework",
               "hours of needed coordination (meetings apart) that a start at once adds to one "
               "brought in over a year, to week 104, over the silo's",
               _SPREAD_WORDS, "up", "M", _NOTHING_NEW, _LITTLE_NEW, relative=False,
               reason=_WHY_NO_REWORK),
        Clause("early trust",
               "trust between staff that a start at once adds to one brought in over a year, "
               "weeks 0 to 25", _SPREAD_WORDS, "down", "M", _NOTHING_NEW, _LITTLE_NEW, A_STATE,
               relative=False, reason=_WHY_TRUST),
    ),
    pairs=Experiment(
        _CELLS,
        [
            lambda read: (read("team", "routine", _WEEK_26), _HALF),
            lambda read: (read("team", "routine", _WEEK_104), read("team", "routine", _WEEK_52)),
            _rework,
            _trust,
        ],
    ),
)  # fmt: skip

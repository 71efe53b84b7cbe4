"""P35: silos keep an advantage where needs stand alone."""

from iwsim.parameters.needs import Needs
from iwsim.state import DOMAINS
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read, Row, compared
from iwsim.validation.runs import LATE

_SHARE = 0.05
_HALF = 0.5
_NEEDS = "serious_needs"

_NO_LINKS = Setting(
    "needs stand alone in all runs, and neither help nor hope nor belonging eases any",
    {"needs.coupling": 0.0, "casework.effect": 0.0, "needs.hope_weight": 0.0,
     "needs.belonging_weight": 0.0},
)  # fmt: skip
_WEAK_LINKS = Setting(
    "needs hardly pull each other up (0.001), and help (0.01 an hour), hope and belonging (0.05) "
    "hardly ease them",
    {"needs.coupling": 0.001, "casework.effect": 0.01, "needs.hope_weight": 0.05,
     "needs.belonging_weight": 0.05},
)  # fmt: skip
_PLENTY = Setting(
    "everybody asks at once, nobody is refused, cases take no hours but direct ones, and help "
    "works at the most that is allowed",
    {"help_seeking.ask_rate": 1.0, "allocation.threshold": 0.0, "allocation.threshold_slope": 0.0,
     "casework.effect": 5.0, "hours.administration": 0.0, "hours.assessment": 0.0},
)  # fmt: skip
_MUCH = Setting("the same, with help half as strong", {
    **_PLENTY.overrides, "casework.effect": 2.5,
})  # fmt: skip
_FREE = Setting(
    "what integration costs is nothing",
    {f"money.{line}": 0.0 for line in ("office", "records", "supervision_hour", "training_hour",
                                       "event", "spanner", "leadership", "setup")},
)  # fmt: skip

_UNHELPED = {"casework.effect": 0.0}
_LEVELS = 0.866
"""Levels of need over the default's at which the silo has as many serious needs before the switch
without coupling as it has with it (found on ten replicates apart from those of the pattern)."""
_ALONE = {
    "needs.coupling": 0.0,
    **{f"needs.level_{name}": _LEVELS * getattr(Needs(), f"level_{name}") for name in DOMAINS},
}
_CELLS = {
    "silo": Cell(),
    "team": Cell(TEAM),
    "nobody": Cell(after=_UNHELPED),
    "silo, alone": Cell(parameters=_ALONE),
    "team, alone": Cell(TEAM, parameters=_ALONE),
    "nobody, alone": Cell(parameters=_ALONE, after=_UNHELPED),
}


def _gains(read: Read) -> tuple[float, float]:
    """Return by which share the team has fewer serious needs, with and without coupling."""
    coupled, alone = (
        1.0 - read(f"team{where}", _NEEDS, LATE) / read(f"silo{where}", _NEEDS, LATE)
        for where in ("", ", alone")
    )
    return coupled, alone


def _per_pound(read: Read) -> tuple[float, float]:
    """Return the serious needs that silo and team avert for what they spend, without coupling."""
    unhelped = read("nobody, alone", _NEEDS, LATE)
    silo, team = (
        (unhelped - read(name, _NEEDS, LATE)) / read(name, "spend", LATE)
        for name in ("silo, alone", "team, alone")
    )
    return silo, team


def _above_half(arm: str) -> Row:
    return lambda read: (read(arm, _NEEDS, LATE), _HALF * read("nobody", _NEEDS, LATE))


_ROWS = [
    _gains,
    compared("silo", "nobody", _NEEDS, LATE),
    compared("team", "nobody", _NEEDS, LATE),
    _above_half("silo"),
    _above_half("team"),
    _per_pound,
]
_LATE_NEEDS = "serious needs per 100 adults, late"

_WHY_NOT = (
    "The team has about a tenth fewer serious needs than the silo, coupled or not. What it does "
    "better (hope, knowing the whole person, fewer needs left alone) does only a little more "
    "where needs pull each other up, for without that they still gather in vulnerable people."
)

PATTERN = Pattern(
    claim=CLAIMS["P35"],
    scenario="rochdale",
    clauses=(
        Clause("gain", "serious needs that the team has less than the silo, late, as a share",
               "needs coupled against needs alone, at equal serious need in the silo before the "
               "switch",
               "up", "C", _NO_LINKS, _WEAK_LINKS, _SHARE, relative=False,
               reason=_WHY_NOT),
        Clause("held down, silo", _LATE_NEEDS, "the silo against help that does nothing", "down",
               "V", _NO_LINKS, _WEAK_LINKS),
        Clause("held down, team", _LATE_NEEDS, "the team against help that does nothing", "down",
               "V", _NO_LINKS, _WEAK_LINKS),
        Clause("not removed, silo", _LATE_NEEDS,
               "the silo against half of what there is if help does nothing", "up", "C", _PLENTY,
               _MUCH),
        Clause("not removed, team", _LATE_NEEDS,
               "the team against half of what there is if help does nothing", "up", "C", _PLENTY,
               _MUCH),
        Clause("per pound", "serious needs per 100 adults averted by a pound spent, late",
               "the silo against the team, where needs stand alone", "not down", "C", _FREE,
               _WEAK_LINKS, counts=False),
    ),
    pairs=Experiment(_CELLS, _ROWS),
)  # fmt: skip

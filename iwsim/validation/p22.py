"""P22: supervision protects, most where work is integrated."""

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, changes_compared, compared
from iwsim.validation.runs import LATE

_LITTLE, _MUCH = {"supervision": 0.25}, {"supervision": 1.0}

_UNHEARD = Setting("supervision takes away no worry", {"burnout.worry_supervision": 0.0})
_HARDLY_HEARD = Setting(
    "supervision takes away worry at the low end of the plausible range",
    {"burnout.worry_supervision": 0.1},
)
_NO_REST = Setting(
    "supervision takes away no worry and helps nobody to recover",
    {"burnout.worry_supervision": 0.0, "burnout.supervision_weight": 0.0},
)
_LITTLE_REST = Setting(
    "supervision takes away worry at the low plausible end, and helps to recover a third as much",
    {"burnout.worry_supervision": 0.1, "burnout.supervision_weight": 0.05},
)

_CELLS = {
    "silo, little": Cell(ingredients=_LITTLE),
    "silo, much": Cell(ingredients=_MUCH),
    "team, little": Cell(TEAM, _LITTLE),
    "team, much": Cell(TEAM, _MUCH),
}
_IN_SILO, _IN_TEAM = ("silo, much", "silo, little"), ("team, much", "team, little")
_ROWS = [
    compared(*_IN_SILO, "emotional_load", LATE),
    compared(*_IN_TEAM, "emotional_load", LATE),
    compared(*_IN_SILO, "exhaustion", LATE),
    compared(*_IN_TEAM, "exhaustion", LATE),
    changes_compared(_IN_TEAM, _IN_SILO, "emotional_load", LATE),
    changes_compared(_IN_TEAM, _IN_SILO, "exhaustion", LATE),
]

_LOAD, _EXHAUSTION = "worry carried, late, 0-1", "exhaustion, late, 0-1"
_SILO = "one hour of supervision a week against a quarter, in the silo"
_TEAM = "one hour of supervision a week against a quarter, in the team"
_MORE = "what the hour changes in the team against what it changes in the silo"

PATTERN = Pattern(
    claim=CLAIMS["P22"],
    scenario="rochdale",
    clauses=(
        Clause("load, silo", _LOAD, _SILO, "down", "V", _UNHEARD, _HARDLY_HEARD, A_STATE,
               relative=False),
        Clause("load, team", _LOAD, _TEAM, "down", "V", _UNHEARD, _HARDLY_HEARD, A_STATE,
               relative=False),
        Clause("exhaustion, silo", _EXHAUSTION, _SILO, "down", "M", _NO_REST, _LITTLE_REST,
               A_STATE, relative=False),
        Clause("exhaustion, team", _EXHAUSTION, _TEAM, "down", "M", _NO_REST, _LITTLE_REST,
               A_STATE, relative=False),
        Clause("load, more in the team", _LOAD, _MORE, "down", "M", _UNHEARD, _HARDLY_HEARD,
               A_STATE, relative=False, counts=False),
        Clause("exhaustion, more in the team", _EXHAUSTION, _MORE, "down", "M", _NO_REST,
               _LITTLE_REST, A_STATE, relative=False, counts=False),
    ),
    pairs=Experiment(_CELLS, _ROWS),
)  # fmt: skip

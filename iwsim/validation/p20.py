"""P20: disagreement helps with trust and harms without; enforced agreement harms."""

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read, compared
from iwsim.validation.runs import AFTER

_SILENT, _VOICED = {"dissent": 0.1}, {"dissent": 0.9}
_LITTLE_TRUST, _MUCH_TRUST = {"pair_trust": 0.2}, {"pair_trust": 0.8}

_OUTCOME = "fit of joint decisions, 0-1"
_NO_WEIGHT = Setting("disagreement neither helps nor harms", {"decisions.dissent_weight": 0.0})
_LITTLE_WEIGHT = Setting("disagreement helps and harms a tenth as much as assumed",
                         {"decisions.dissent_weight": 0.15})  # fmt: skip
_NO_CHAIR = Setting(
    "nobody gives way to a chair, and nothing that could be silenced is voiced",
    {"arms.colocated_team.chair_dominance": 0.0, "arms.colocated_team.dissent": 0.0},
)
_WEAK_CHAIR = Setting(
    "few give way to a chair, and little that could be silenced is voiced",
    {"arms.colocated_team.chair_dominance": 0.1, "arms.colocated_team.dissent": 0.1},
)
_NO_PRESSURE = Setting(
    "nobody is pressed to agree, and nothing that could be silenced is voiced",
    {"arms.colocated_team.consensus_pressure": 0.0, "arms.colocated_team.dissent": 0.0},
)
_WEAK_PRESSURE = Setting(
    "few are pressed to agree, and little that could be silenced is voiced",
    {"arms.colocated_team.consensus_pressure": 0.1, "arms.colocated_team.dissent": 0.1},
)

_CELLS = {
    "silent, distrust": Cell(TEAM, _SILENT, held=_LITTLE_TRUST),
    "voiced, distrust": Cell(TEAM, _VOICED, held=_LITTLE_TRUST),
    "silent, trust": Cell(TEAM, _SILENT, held=_MUCH_TRUST),
    "voiced, trust": Cell(TEAM, _VOICED, held=_MUCH_TRUST),
    "team": Cell(TEAM),
    "enforced": Cell(TEAM, {"consensus_pressure": 0.9}),
    "dominated": Cell(TEAM, {"chair_dominance": 0.9}),
}


def _voicing(read: Read, climate: str) -> float:
    """Return what voiced dissent adds to the fit of decisions."""
    voiced, silent = (
        read(f"{dissent}, {climate}", "decision_quality", AFTER) for dissent in ("voiced", "silent")
    )
    return voiced - silent


PATTERN = Pattern(
    claim=CLAIMS["P20"],
    scenario="rochdale",
    overrides={"weeks": 104},
    clauses=(
        Clause("with trust", f"{_OUTCOME}: what dissent of 0.9 adds to dissent of 0.1",
               "team in which trust is set to 0.8 every week against 0.2, two years", "up", "V",
               _NO_WEIGHT, _LITTLE_WEIGHT, A_STATE, relative=False),
        Clause("without trust", _OUTCOME,
               "dissent of 0.9 against 0.1 in a team in which trust is set to 0.2 every week, two "
               "years",
               "down", "V", _NO_WEIGHT, _LITTLE_WEIGHT, A_STATE, relative=False),
        Clause("enforced agreement", _OUTCOME,
               "team with a consensus pressure of 0.9 against the same team with 0.5, two years",
               "down", "M", _NO_CHAIR, _WEAK_CHAIR, A_STATE, relative=False),
        Clause("dominant chair", _OUTCOME,
               "team with a chair dominance of 0.9 against the same team with 0.2, two years",
               "down", "M", _NO_PRESSURE, _WEAK_PRESSURE, A_STATE, relative=False),
    ),
    pairs=Experiment(
        _CELLS,
        [
            lambda read: (_voicing(read, "trust"), _voicing(read, "distrust")),
            compared("voiced, distrust", "silent, distrust", "decision_quality", AFTER),
            compared("enforced", "team", "decision_quality", AFTER),
            compared("dominated", "team", "decision_quality", AFTER),
        ],
    ),
)  # fmt: skip

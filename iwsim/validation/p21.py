"""P21: integrated work is more rewarding and more draining at once."""

from iwsim.parameters.arrangement import Arrangement
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared
from iwsim.validation.runs import AFTER

_OUTCOMES = ("engagement", "workload", "emotional_load")

_CONTRAST = "team with the supervision of the silo against the silo, all weeks after the switch"
_NO_MEANING = Setting("knowing and helping the whole person builds no meaning",
                      {"burnout.meaning": 0.0})  # fmt: skip
_LITTLE_MEANING = Setting("meaning at the low end of its plausible range",
                          {"burnout.meaning": 0.005})  # fmt: skip
_NO_ASKING = Setting(
    "the team meets, trains, and knocks on doors as little as the silo, and open cases ask for "
    "no hours",
    {
        "arms.colocated_team.meeting_frequency": 0.25,
        "arms.colocated_team.joint_training": 0.0,
        "arms.colocated_team.outreach": 0.0,
        "arms.colocated_team.community_events": 0.0,
        "hours.wanted": 0.0,
        "hours.minimum": 0.0,
        "hours.administration": 0.0,
        "hours.switching": 0.0,
    },
)
_LIGHT = Setting(
    "a team that meets once a week, and neither trains nor knocks on doors together",
    {
        "arms.colocated_team.meeting_frequency": 1.0,
        "arms.colocated_team.joint_training": 0.0,
        "arms.colocated_team.outreach": 0.0,
        "arms.colocated_team.community_events": 0.0,
    },
)
_NO_WORRY = Setting(
    "neither known need, nor crises, nor exposure worry anyone",
    {"burnout.worry_knowledge": 0.0, "burnout.worry_crisis": 0.0, "burnout.worry_exposed": 0.0},
)
_LITTLE_WORRY = Setting(
    "worry by known need and crises at the low end, by exposure none",
    {"burnout.worry_knowledge": 0.02, "burnout.worry_crisis": 0.1, "burnout.worry_exposed": 0.0},
)


_CELLS = {
    "silo": Cell(),
    "team": Cell(TEAM, {"supervision": Arrangement().supervision}),
}

_WHY_HARDLY_MORE_MEANING = (
    "Meaning rises by as much as the smallest effect that matters, neither clearly more nor "
    "clearly less: it follows what a worker knows of people's needs and how involved the worker "
    "is, and both rise by little."
)

PATTERN = Pattern(
    claim=CLAIMS["P21"],
    scenario="rochdale",
    clauses=(
        Clause("engagement", "meaning found in the work, 0-1", _CONTRAST, "up", "M",
               _NO_MEANING, _LITTLE_MEANING, A_STATE, relative=False,
               reason=_WHY_HARDLY_MORE_MEANING),
        Clause("workload", "hours asked over hours held, on the estate", _CONTRAST, "up",
               "C", _NO_ASKING, _LIGHT),
        Clause("emotional load", "worry carried, 0-1", _CONTRAST, "up", "M",
               _NO_WORRY, _LITTLE_WORRY, A_STATE, relative=False),
    ),
    pairs=Experiment(_CELLS, [compared("team", "silo", name, AFTER) for name in _OUTCOMES]),
)  # fmt: skip

"""P34: voice, doors and events raise engagement; behaviour can improve without them."""

from iwsim.parameters.arrangement import Arrangement
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared
from iwsim.validation.p01 import NO_LINK, WEAK_LINK
from iwsim.validation.runs import AFTER, LATE

_SILO = Arrangement()

_UNHEARD = Setting(
    "voice, doors and events move neither trust, belonging, hope nor unfairness",
    {
        f"resident_trust.{link}": 0.0
        for link in ("voice_trust", "voice_belonging", "event_belonging", "event_hope",
                     "door_belonging", "unfair_outreach")
    },
)  # fmt: skip
_HARDLY = Setting(
    "a team with a tenth of the voice, doors and events that are added",
    {
        "arms.colocated_team.resident_voice": 0.15,
        "arms.colocated_team.outreach": 2.0,
        "arms.colocated_team.community_events": 0.2,
    },
)

_CELLS = {
    "silo": Cell(),
    "with": Cell(TEAM),
    "without": Cell(
        TEAM,
        {name: getattr(_SILO, name) for name in ("resident_voice", "outreach", "community_events")},
    ),
}

_CONTRAST = "team with voice, doors and events against the same team with those of the silo"

_WHY_FEW_MORE = (
    "People trust and hope more, and services know of more serious needs; requests rise by two per "
    "cent only, since fewer needs are left to ask about, and doors and events take hours from help."
)
_WHY_TOO_LITTLE = (
    "The team lowers incidents by about the smallest effect that matters, as in P01: it reaches "
    "more people with the same hours, and fewer sanctions take back a part."
)
_WHY_LITTLE = (
    "Without them the team lowers incidents by a third of that: lower belonging prevents less on "
    "a landing, and lower hope calms less."
)

PATTERN = Pattern(
    claim=CLAIMS["P34"],
    scenario="rochdale",
    clauses=(
        Clause("engagement",
               "requests taken in a week (stands for engagement), all weeks after the switch",
               _CONTRAST, "up", "C", _UNHEARD, _HARDLY, reason=_WHY_FEW_MORE),
        Clause("belonging", "belonging of residents, 0-1, all weeks after the switch", _CONTRAST,
               "up", "M", _UNHEARD, _HARDLY, A_STATE, relative=False),
        Clause("incidents with", "true incidents a week, late",
               "team with voice, doors and events against the silo", "down", "C",
               NO_LINK, WEAK_LINK, reason=_WHY_TOO_LITTLE),
        Clause("incidents without", "true incidents a week, late",
               "team with the voice, doors and events of the silo against the silo", "down", "C",
               NO_LINK, WEAK_LINK, reason=_WHY_LITTLE),
    ),
    pairs=Experiment(
        _CELLS,
        [
            compared("with", "without", "opened", AFTER),
            compared("with", "without", "belonging", AFTER),
            compared("with", "silo", "incidents", LATE),
            compared("without", "silo", "incidents", LATE),
        ],
    ),
)  # fmt: skip

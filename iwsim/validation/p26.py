"""P26: integration first reveals demand."""

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared
from iwsim.validation.runs import EARLY, LATE

_AS_BEFORE = Setting(
    "the team goes out, shares and meets no more than the silo, and has no gateway",
    {f"arms.colocated_team.{name}": value for name, value in (
        ("outreach", 0.0), ("community_events", 0.0), ("resident_voice", 0.1),
        ("co_location", 0.0), ("shared_records", 0.05), ("sharing_protocol", 0.1),
        ("meeting_frequency", 0.25), ("single_gateway", 0.0), ("keyworker", 0.0),
        ("enforcement_first", 0.8), ("back_up", 0.0),
    )},
)  # fmt: skip
_ON_PAPER = Setting(
    "a team on paper: of ten cases one by the gateway and one with a keyworker, few records "
    "shared (0.1), no office, no outreach, no back-up",
    {f"arms.colocated_team.{name}": value for name, value in (
        ("co_location", 0.0), ("shared_records", 0.1), ("single_gateway", 0.1),
        ("keyworker", 0.1), ("outreach", 0.0), ("back_up", 0.0),
    )},
)  # fmt: skip
_NO_CRISES = Setting("no need leads to a crisis", {"casework.crisis_rate": 0.0})

_CELLS = {"silo": Cell(), "team": Cell(TEAM)}
_ROWS = [
    compared("team", "silo", "known_share", EARLY),
    compared("team", "silo", "caseload", EARLY),
    compared("team", "silo", "crises", LATE),
]
_CONTRAST = "team against silo"

PATTERN = Pattern(
    claim=CLAIMS["P26"],
    scenario="rochdale",
    clauses=(
        Clause("known", "share of serious needs that some service knows of, early", _CONTRAST,
               "up", "C", _AS_BEFORE, _ON_PAPER, A_STATE, relative=False),
        Clause("caseload", "open episodes over full-time posts, early", _CONTRAST, "up", "C",
               _AS_BEFORE, _ON_PAPER),
        Clause("crises", "crises a week, late", _CONTRAST, "down", "C", _NO_CRISES, _AS_BEFORE,
               counts=False),
    ),
    pairs=Experiment(_CELLS, _ROWS),
)  # fmt: skip

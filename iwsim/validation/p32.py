"""P32: short projects leave cynicism."""

from iwsim.study.windows import Window
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared

_END = Window("end", 130, 155)

_UNMOVED = Setting(
    "neither promises, nor voice, nor unfairness, nor failures move trust",
    {"resident_trust.gain": 0.0, "resident_trust.voice_trust": 0.0,
     "resident_trust.unfair_trust": 0.0, "resident_trust.failures_start": 0.0},
)  # fmt: skip
_HARDLY_MOVED = Setting(
    "promises and voice move trust at the low end of the plausible ranges, and failures lower "
    "neither its ceiling nor where it rests",
    {"resident_trust.gain": 0.02, "resident_trust.voice_trust": 0.0,
     "resident_trust.failures_start": 0.0, "resident_trust.failures_ceiling": 0.0},
)  # fmt: skip
_NEVER_FORGOTTEN = Setting(
    "an ended project counts as no failure, and trust neither rests nor forgets",
    {"resident_trust.drift": 0.0, "resident_trust.failures_start": 0.0,
     "resident_trust.failures_ceiling": 0.0},
)  # fmt: skip
_LONG_REMEMBERED = Setting(
    "trust forgets at the low end of the plausible range", {"resident_trust.drift": 0.002}
)

_CELLS = {"silo": Cell(), "permanent": Cell(TEAM), "short": Cell(TEAM, {"duration": 52.0})}
_ROWS = [
    compared("short", "permanent", "resident_trust", _END),
    compared("short", "silo", "resident_trust", _END),
]
_TRUST = "trust of residents in weeks 130 to 155, 0-1"

PATTERN = Pattern(
    claim=CLAIMS["P32"],
    scenario="rochdale",
    clauses=(
        Clause("lower", _TRUST, "the team funded for 52 weeks against for good", "down", "C",
               _UNMOVED, _HARDLY_MOVED, A_STATE, relative=False),
        Clause("not above the silo", _TRUST, "the team funded for 52 weeks against the silo",
               "not up", "C", _NEVER_FORGOTTEN, _LONG_REMEMBERED, A_STATE, relative=False,
               counts=False),
    ),
    pairs=Experiment(_CELLS, _ROWS),
)  # fmt: skip

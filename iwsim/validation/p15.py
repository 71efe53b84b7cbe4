"""P15: sharing runs through ties and common aims, with or without a direct effect of trust."""

from iwsim.study.windows import Window
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared

_YEAR = Window("first year", 0, 51)

_DIRECT = {"context.direct_trust": 1.0}
_NO_TIES, _NO_TRUST = {"ties_of": 0.0}, {"trust_of": 0.0}
_CLAMPED = {"ties_of": 0.5}

_OUTCOME = "share of what could be told that is told"
_CUT_TIES = "team without working ties against the same team with them, first year"
_CUT_TRUST = (
    "team without trust against the same team with it, with equal contact, ties (0.5) and shared "
    "vision, first year"
)
_NO_WEIGHT = Setting("ties move nobody to share", {"communication.share_ties": 0.0})
_LITTLE_WEIGHT = Setting(
    "ties move people to share half as much as is plausible", {"communication.share_ties": 0.1}
)
_TRUST_ALL = Setting("trust acts directly in every team", {"context.direct_trust": 1.0})
_TRUST_HALF = Setting("half of trust acts directly in every team", {"context.direct_trust": 0.5})
_TRUST_NOT = Setting("trust moves nobody to share", {"communication.share_trust": 0.0})
_TRUST_LITTLE = Setting(
    "trust moves people to share a tenth as much as assumed", {"communication.share_trust": 0.1}
)

_CELLS = {
    "ties": Cell(TEAM),
    "no ties": Cell(TEAM, held=_NO_TIES),
    "ties, direct": Cell(TEAM, after=_DIRECT),
    "no ties, direct": Cell(TEAM, after=_DIRECT, held=_NO_TIES),
    "trust": Cell(TEAM, held=_CLAMPED),
    "no trust": Cell(TEAM, held={**_CLAMPED, **_NO_TRUST}),
    "trust, direct": Cell(TEAM, after=_DIRECT, held=_CLAMPED),
    "no trust, direct": Cell(TEAM, after=_DIRECT, held={**_CLAMPED, **_NO_TRUST}),
}
_PAIRS = ("ties", "ties, direct", "trust", "trust, direct")

PATTERN = Pattern(
    claim=CLAIMS["P15"],
    scenario="rochdale",
    overrides={"context.direct_trust": 0.0, "weeks": 52},
    clauses=(
        Clause("ties", _OUTCOME, f"{_CUT_TIES}; trust acts through ties alone", "down", "M",
               _NO_WEIGHT, _LITTLE_WEIGHT, A_STATE, relative=False),
        Clause("ties, direct path", _OUTCOME, f"{_CUT_TIES}; trust acts directly as well", "down",
               "M", _NO_WEIGHT, _LITTLE_WEIGHT, A_STATE, relative=False),
        Clause("trust", _OUTCOME, f"{_CUT_TRUST}; trust acts through ties alone", "same", "V",
               _TRUST_ALL, _TRUST_HALF, A_STATE, relative=False),
        Clause("trust, direct path", _OUTCOME, f"{_CUT_TRUST}; trust acts directly as well", "down",
               "V", _TRUST_NOT, _TRUST_LITTLE, A_STATE, relative=False),
    ),
    pairs=Experiment(
        _CELLS, [compared(f"no {name}", name, "shared_share", _YEAR) for name in _PAIRS]
    ),
)  # fmt: skip

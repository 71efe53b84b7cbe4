"""P08: pooled data lifts the hit rate."""

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Pattern, Setting
from iwsim.validation.experiment import Cell, Experiment, Read
from iwsim.validation.runs import AFTER

_OWN, _SHARED = 0.0, 0.8
_COMPLAINT, _SCORE = 0.0, 1.0

_CELLS = {
    f"{records}, {rule}": Cell(
        ingredients={"shared_records": shared}, parameters={"detection.score_share": share}
    )
    for records, shared in (("own", _OWN), ("shared", _SHARED))
    for rule, share in (("complaint", _COMPLAINT), ("score", _SCORE))
}

_BLANK = Setting(
    "nobody consents that records are shared, and records lose half their worth in two weeks",
    {"population.consent": 0.0, "detection.half_life": 2.0},
)
_STALE = Setting("records lose half their worth in four weeks", {"detection.half_life": 4.0})

_FEW = Setting("one in twenty consents that records are shared", {"population.consent": 0.05})


def _lift(read: Read, cell: str) -> float:
    return read(cell, "hit_lift", AFTER)


_WHY_NOT_TWICE = (
    "The estate is not the inspection case, where danger is rare: two homes in five have a serious "
    "need without help, so no rule finds more than 2.7 times their share. A score finds more than "
    "complaints do, but three in four flags of other services are of needs that are over, against "
    "one in three of the landlord's own, so that sharing adds nothing."
)

PATTERN = Pattern(
    claim=CLAIMS["P08"],
    scenario="rochdale",
    clauses=(
        Clause("ratio", "hit rate of visits over prevalence, in the silo, at equal hours for them",
               "visits by a score of shared records against visits by complaint; claimed to be "
               "more than twice as high", "up", "M", _BLANK, _STALE, 1.0,
               reason=_WHY_NOT_TWICE),
        Clause("sharing", "hit rate of visits over prevalence",
               "shared records against own, both by score", "up", "M", _BLANK, _FEW,
               counts=False),
        Clause("scoring", "hit rate of visits over prevalence",
               "score against complaint, both on own records", "up", "M", _BLANK, _STALE,
               counts=False),
    ),
    pairs=Experiment(
        _CELLS,
        [
            lambda read: (_lift(read, "shared, score"), _lift(read, "own, complaint")),
            lambda read: (_lift(read, "shared, score"), _lift(read, "own, score")),
            lambda read: (_lift(read, "own, score"), _lift(read, "own, complaint")),
        ],
    ),
)  # fmt: skip

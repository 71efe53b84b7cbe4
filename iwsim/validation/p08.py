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

_UNKNOWN = Setting("nobody's need comes to be known, so that nothing is on record",
                   {"help_seeking.ask_rate": 0.0})  # fmt: skip
_HARDLY_KNOWN = Setting("needs come to be known at a hundredth of the default rate",
                        {"help_seeking.ask_rate": 0.00075})  # fmt: skip
_COMMON = Setting(
    "danger is common, at a mean need of 0.4 in four domains",
    {f"needs.level_{d}": 0.4 for d in ("housing", "money", "family_safety", "work")},
)
_CLOSED = Setting("no records may be shared", {"population.consent": 0.0})
_FEW = Setting("the records of one building in a hundred may be shared",
               {"population.consent": 0.01})  # fmt: skip


def _lift(read: Read, cell: str) -> float:
    return read(cell, "hit_lift", AFTER)


PATTERN = Pattern(
    claim=CLAIMS["P08"],
    scenario="new_york",
    clauses=(
        Clause("ratio", "hit rate of visits over prevalence, in the silo, at equal hours for them",
               "visits by a score of shared records against visits by complaint; claimed to be "
               "more than twice as high", "up", "M", _UNKNOWN, _COMMON, 1.0),
        Clause("sharing", "hit rate of visits over prevalence",
               "shared records against own, both by score", "up", "M", _CLOSED, _FEW,
               counts=False),
        Clause("scoring", "hit rate of visits over prevalence",
               "score against complaint, both on own records", "up", "M", _UNKNOWN, _HARDLY_KNOWN,
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

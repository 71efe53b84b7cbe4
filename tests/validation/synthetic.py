"""A pattern whose numbers are made up, so that the runner's verdicts are known beforehand."""

import numpy as np

from iwsim.validation.claims import Claim
from iwsim.validation.clause import Clause, Pattern, Setting
from iwsim.validation.judge import corrected, judge_pattern
from iwsim.validation.scorecard import Scorecard, Scored

KNOCK_OUT = Setting("link off", {"off": 1.0})
ELSEWHERE = Setting("another place", {"elsewhere": 1.0})


def clause(name="claim", **changes):
    declared = {
        "outcome": "numbers",
        "contrast": "one against the other",
        "direction": "up",
        "kind": "M",
        "knock_out": KNOCK_OUT,
        "not_shown_at": ELSEWHERE,
    }
    return Clause(name, **{**declared, **changes})


def pattern(*clauses, key="P99"):
    return Pattern(
        claim=Claim(key, "Made up", ("E001",)),
        scenario="tower",
        clauses=clauses,
        pairs=lambda scenario, replicate: np.zeros((len(clauses), 2)),
    )


class Sampler:
    """Numbers with a given effect and spread, no effect under any override; remembers calls."""

    def __init__(self, *effects, spread=0.1, reference=10.0):
        self.effects = effects
        self.spread = spread
        self.reference = reference
        self.calls = []

    def __call__(self, pattern, overrides, replicates, workers=1):
        self.calls.append((dict(overrides), replicates))
        noise = np.array(
            [
                np.random.default_rng([number, len(overrides)]).standard_normal(len(self.effects))
                for number in replicates
            ]
        )
        effects = np.zeros(len(self.effects)) if overrides else np.array(self.effects)
        arm = self.reference + effects + self.spread * noise.reshape(-1, len(self.effects))
        return np.stack([arm, np.full_like(arm, self.reference)], axis=-1)


def judge(patterns, sampler):
    """Judge every clause of some patterns, Holm's correction included."""
    return corrected([judged for one in patterns for judged in judge_pattern(one, sampler)])


def card(*judged):
    """Return the scorecard of clauses that were judged, in their order."""
    patterns = {one.pattern.key: one.pattern for one in judged}
    return Scorecard(
        "0" * 64,
        tuple(
            Scored(pattern, tuple(one for one in judged if one.pattern.key == key), ("A remark.",))
            for key, pattern in patterns.items()
        ),
    )

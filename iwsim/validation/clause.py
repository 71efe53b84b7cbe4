"""What a pattern is: clauses declared before any run, and the runs that judge them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.scenario import Scenario
from iwsim.study.verdicts import Direction
from iwsim.validation.claims import Claim

Numbers = NDArray[np.float64]

Kind = Literal["V", "M", "C"]
"""V: one link of the model, so verification; M: one mechanism; C: several at once."""

Claimed = Direction | Literal["same", "not up", "not down"]
"""Which way a difference is claimed to go, or not to go by more than a margin."""

A_STATE = 0.02
"""Smallest effect that matters for a state on [0, 1]."""


class Setting(NamedTuple):
    """Parameters under which a clause is tried again.

    Parameters
    ----------
    words
        What is changed, in words.
    overrides
        The values, by ``group.name`` or ``arms.arm.ingredient``.
    """

    words: str
    overrides: Mapping[str, float]


class Clause(NamedTuple):
    """One declared claim.

    Parameters
    ----------
    name
        Short name, unique in the pattern.
    outcome, contrast
        What is measured, and what is compared with what.
    direction
        Which way the difference is claimed to go: up or down by more than the smallest effect; or
        same, not up, not down: by no more than it.
    kind
        Class of the claim.
    knock_out
        The link switched off: the claim must not be shown under it.
    not_shown_at
        A legal setting, with the link on, at which the claim is not shown.
    smallest
        Smallest effect that matters, or the margin: a share of the reference's mean, or absolute.
    relative
        Whether `smallest` is a share.
    counts
        Whether the pattern needs the clause; else it is reported beside.
    reason
        Why it fails where it fails, printed only then.
    """

    name: str
    outcome: str
    contrast: str
    direction: Claimed
    kind: Kind
    knock_out: Setting
    not_shown_at: Setting
    smallest: float = 0.05
    relative: bool = True
    counts: bool = True
    reason: str = ""


Pairs = Callable[[Scenario, int], Numbers]
"""Makes the runs of one replicate of a scenario: rows are clauses, columns arm and reference."""


def no_remarks() -> tuple[str, ...]:
    """Return no sentences: what most patterns have to say beside their table."""
    return ()


@dataclass(frozen=True)
class Pattern:
    """A pattern of the evidence.

    Parameters
    ----------
    claim
        Its number, what it claims in one sentence, and the ids it rests on.
    scenario
        Name of the shipped scenario that it is tried in.
    clauses
        Its claims.
    pairs
        Makes the runs of one replicate.
    overrides
        Parameters held in all its runs.
    sets
        Parameters that the runs set beyond those of an `Experiment`'s cells, by ``group.name``.
    remarks
        Makes sentences that stand below the table.
    """

    claim: Claim
    scenario: str
    clauses: tuple[Clause, ...]
    pairs: Pairs
    overrides: Mapping[str, float] = field(default_factory=dict)
    sets: tuple[str, ...] = ()
    remarks: Callable[[], tuple[str, ...]] = no_remarks

    @property
    def key(self) -> str:
        """Its number."""
        return self.claim.key

    @property
    def title(self) -> str:
        """What it claims, in one sentence."""
        return self.claim.title

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids it rests on."""
        return self.claim.evidence

    def settings(self) -> tuple[Setting, ...]:
        """Return all settings that its clauses name, each once."""
        named = {s.words: s for c in self.clauses for s in (c.knock_out, c.not_shown_at)}
        return tuple(named.values())

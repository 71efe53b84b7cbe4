"""Needs: shocks arrive, needs pull each other up, and ease."""

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, uniforms
from iwsim.parameters.needs import Needs
from iwsim.parameters.reference import Reference
from iwsim.state import (
    DOMAINS,
    EVENTS,
    HOUSEHOLD_DOMAINS,
    LONGEST_WAIT,
    NONE,
    UNMET,
    Floats,
    Ints,
)

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_WAIT_WEEKS = EVENTS.index("wait_weeks")
_WAITS = EVENTS.index("waits")
_KNOWN_WEEKS = EVENTS.index("known_weeks")
_KNOWNS = EVENTS.index("knowns")
_ISOLATION = DOMAINS.index("isolation")


@kernel
def needs(
    place: Ints,
    head: Ints,
    patch_first: Ints,
    present: Ints,
    coupling: Floats,
    shock_rate: Floats,
    vulnerability: Floats,
    hope: Floats,
    belonging: Floats,
    fear: Floats,
    relief: Floats,
    need: Floats,
    phase: Ints,
    onset: Ints,
    low_weeks: Ints,
    known_since: Ints,
    waited: Ints,
    events: Floats,
    now: int,
    p: Needs,
    ref: Reference,
    luck: Luck,
) -> None:
    """Move every need by the implicit step x <- (x + u) / (1 + u + d).

    u: a shock this week, and the pull of the person's other needs (the household's among them);
    d: easing, faster with hope and belonging, and last week's help. At most one shock a week
    strikes a person, in a domain drawn by the rates. A need becomes an episode where it is
    serious and ends where it has been low for some weeks; one that ends unknown or unhelped
    counts as the longest wait.
    """
    for k in range(patch_first.size - 1):
        first, last = patch_first[k], patch_first[k + 1]
        people = last - first
        settled = present[first:last]
        heads = np.zeros(people, np.int64)
        for n in range(people):
            heads[n] = settled[n] if head[first + n] == first + n else 0
        level = np.empty((_DOMAINS, people))
        for d in range(_DOMAINS):
            for n in range(people):
                level[d, n] = need[d, head[first + n]] if d < _HOUSEHOLD else need[d, first + n]
        chance = uniforms(luck, place[first:last], 0, 0)
        struck = np.full(people, -1)
        for d in range(_DOMAINS):
            able = heads if d < _HOUSEHOLD else settled
            _strike(d, shock_rate[d], able, vulnerability[d, first:last], chance, struck)
        ease, ease_of_isolation = _easing(
            hope[first:last], belonging[first:last], fear[first:last], p, ref
        )
        for d in range(_DOMAINS):
            pull = np.zeros(people)
            for other in range(_DOMAINS):
                if coupling[d, other] > 0.0:
                    _add(coupling[d, other], level[other], pull)
            _move(
                d, p.shock_size, p.low, heads if d < _HOUSEHOLD else settled, pull, struck,
                ease_of_isolation if d == _ISOLATION else ease, relief[d, first:last],
                need[d, first:last], low_weeks[d, first:last],
            )  # fmt: skip
    _begin_and_end(
        head, present, need, low_weeks, phase, onset, known_since, waited, events, now, p
    )


@part
def _strike(
    d: int, rate: float, able: Ints, vulnerability: Floats, chance: Floats, struck: Ints
) -> None:
    """Let a shock strike in a domain everyone whose chance is used up there."""
    for n in range(chance.size):
        chance[n] -= rate * vulnerability[n] if able[n] == 1 else 0.0
        struck[n] = d if struck[n] < 0 and chance[n] < 0.0 else struck[n]


@part
def _easing(
    hope: Floats, belonging: Floats, fear: Floats, p: Needs, ref: Reference
) -> tuple[Floats, Floats]:
    """Return the rates at which each person's needs ease, and isolation among them."""
    ease = np.empty(hope.size)
    ease_of_isolation = np.empty(hope.size)
    for n in range(hope.size):
        ease[n] = p.ease * max(
            0.0,
            1.0
            + p.hope_weight * (hope[n] - ref.hope)
            + p.belonging_weight * (belonging[n] - ref.belonging),
        )
        lonely = max(0.0, 1.0 - p.fear_weight * (fear[n] - ref.fear))
        ease_of_isolation[n] = ease[n] * lonely
    return ease, ease_of_isolation


@part
def _add(strength: float, level: Floats, pull: Floats) -> None:
    for n in range(pull.size):
        pull[n] += strength * level[n]


@part
def _move(
    d: int,
    shock_size: float,
    low: float,
    able: Ints,
    pull: Floats,
    struck: Ints,
    ease: Floats,
    relief: Floats,
    need: Floats,
    low_weeks: Ints,
) -> None:
    """Move one need of everyone in a patch, and count the weeks it has been low."""
    for n in range(pull.size):
        up = pull[n] + (shock_size if struck[n] == d else 0.0)
        down = ease[n] + relief[n]
        x = (need[n] + up) / (1.0 + up + down)
        need[n] = x if able[n] == 1 else need[n]
    for n in range(pull.size):
        weeks = low_weeks[n] + 1 if need[n] < low else 0
        low_weeks[n] = weeks if able[n] == 1 else low_weeks[n]


@part
def _mark(
    phase: Ints, need: Floats, low_weeks: Ints, serious: float, low_for: float, changes: Ints
) -> None:
    """Mark everyone for whom an episode in one domain begins or ends."""
    for i in range(changes.size):
        begins = (phase[i] == NONE) & (need[i] >= serious)
        ends = (phase[i] == UNMET) & (low_weeks[i] >= low_for)
        changes[i] += 1 if begins | ends else 0


@part
def _begin_and_end(
    head: Ints,
    present: Ints,
    need: Floats,
    low_weeks: Ints,
    phase: Ints,
    onset: Ints,
    known_since: Ints,
    waited: Ints,
    events: Floats,
    now: int,
    p: Needs,
) -> None:
    """Open episodes where needs became serious, and end those without a service that are low."""
    changes = np.zeros(present.size, np.int64)
    for d in range(_DOMAINS):
        _mark(phase[d], need[d], low_weeks[d], p.serious, p.low_for, changes)
    for i in range(present.size):
        if changes[i] == 0 or present[i] == 0:
            continue
        for d in range(0 if head[i] == i else _HOUSEHOLD, _DOMAINS):
            begins = phase[d, i] == NONE and need[d, i] >= p.serious
            ends = phase[d, i] == UNMET and low_weeks[d, i] >= p.low_for
            if not begins and not ends:
                continue
            if begins:
                phase[d, i] = UNMET
                onset[d, i] = now
                waited[d, i] = 0
            else:
                phase[d, i] = NONE
                if known_since[d, i] < 0:
                    events[_KNOWN_WEEKS] += LONGEST_WAIT
                    events[_KNOWNS] += 1.0
                elif waited[d, i] == 0:
                    events[_WAIT_WEEKS] += LONGEST_WAIT
                    events[_WAITS] += 1.0
            known_since[d, i] = -1

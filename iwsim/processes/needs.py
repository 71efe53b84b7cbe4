"""Needs: shocks arrive, needs pull each other up, and ease."""

import numpy as np

from iwsim.kernel import kernel
from iwsim.luck import Luck, uniform
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
    people = place.size
    level = np.empty((_DOMAINS, people))
    pull = np.zeros((_DOMAINS, people))
    for d in range(_DOMAINS):
        for i in range(people):
            level[d, i] = need[d, head[i]] if d < _HOUSEHOLD else need[d, i]
    for d in range(_DOMAINS):
        for other in range(_DOMAINS):
            strength = coupling[d, other]
            if strength > 0.0:
                for i in range(people):
                    pull[d, i] += strength * level[other, i]

    for i in range(people):
        if present[i] == 0:
            continue
        first = 0 if head[i] == i else _HOUSEHOLD
        struck = -1
        chance = uniform(luck, place[i], 0, 0)
        for d in range(first, _DOMAINS):
            chance -= shock_rate[d] * vulnerability[d, i]
            if chance < 0.0:
                struck = d
                break
        ease = p.ease * max(
            0.0,
            1.0
            + p.hope_weight * (hope[i] - ref.hope)
            + p.belonging_weight * (belonging[i] - ref.belonging),
        )
        lonely = max(0.0, 1.0 - p.fear_weight * (fear[i] - ref.fear))
        for d in range(first, _DOMAINS):
            up = pull[d, i] + (p.shock_size if d == struck else 0.0)
            down = ease * (lonely if d == _ISOLATION else 1.0) + relief[d, i]
            x = (need[d, i] + up) / (1.0 + up + down)
            need[d, i] = x
            low_weeks[d, i] = low_weeks[d, i] + 1 if x < p.low else 0
            if phase[d, i] == NONE and x >= p.serious:
                phase[d, i] = UNMET
                onset[d, i] = now
                known_since[d, i] = -1
                waited[d, i] = 0
            elif phase[d, i] == UNMET and low_weeks[d, i] >= p.low_for:
                phase[d, i] = NONE
                if known_since[d, i] < 0:
                    events[_KNOWN_WEEKS] += LONGEST_WAIT
                    events[_KNOWNS] += 1.0
                elif waited[d, i] == 0:
                    events[_WAIT_WEEKS] += LONGEST_WAIT
                    events[_WAITS] += 1.0
                known_since[d, i] = -1

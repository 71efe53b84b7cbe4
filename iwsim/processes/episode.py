"""Bookkeeping that every process shares when an episode leaves a service."""

from iwsim.kernel import part
from iwsim.state import EXITS, NONE, SERVED, UNMET, WAITING, Ints

MET = EXITS.index("met")
REFUSED = EXITS.index("refused")
WITHDRAWN = EXITS.index("withdrawn")
CLOSED = EXITS.index("closed")
LOST = EXITS.index("lost")
MOVED = EXITS.index("moved")
EASED = EXITS.index("eased")

NO_GATEWAY, BY_GATEWAY, WITH_KEYWORKER = 0, 1, 2
"""How a request came in: to one agency, by the gateway, by the gateway for one worker to hold."""


@part
def leave(
    kind: int,
    d: int,
    i: int,
    k: int,
    now: int,
    domain_agency: Ints,
    phase: Ints,
    entered_week: Ints,
    served_since: Ints,
    holder: Ints,
    promise: Ints,
    gateway: Ints,
    open_cases: Ints,
    waiting: Ints,
    serving: Ints,
    exits: Ints,
    wait_weeks_gone: Ints,
    serve_weeks_gone: Ints,
) -> None:
    """Take the episode of domain `d` and resident `i` out of its queue or its service.

    The need stays serious unless it was met, had eased by itself, or the person moved away.
    """
    agency = domain_agency[d]
    if phase[d, i] == WAITING:
        waiting[k, agency] -= 1
        wait_weeks_gone[k, agency] += now - entered_week[d, i]
    elif phase[d, i] == SERVED:
        serving[k, agency] -= 1
        serve_weeks_gone[k, agency] += now - served_since[d, i]
        open_cases[holder[d, i]] -= 1
    exits[kind, k, agency] += 1
    holder[d, i] = -1
    promise[d, i] = -1
    gateway[d, i] = NO_GATEWAY
    phase[d, i] = NONE if kind in (MET, MOVED, EASED) else UNMET

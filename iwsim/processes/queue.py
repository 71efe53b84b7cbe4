"""The order of a queue: statutory duty, severity, wait, and the drawn lot."""

import numpy as np

from iwsim.kernel import part
from iwsim.luck import Luck, uniform
from iwsim.processes.episode import NO_GATEWAY
from iwsim.state import DOMAINS, WAITING, Floats, Ints

LOTS = 1024
"""Lots drawn to break ties."""
_DOMAINS = len(DOMAINS)
_BANDS = 4
_LONGEST_QUEUED = 52
_DRAW_LOT = 2


@part
def in_order(
    queued: int,
    queues: Ints,
    first: int,
    now: int,
    dominant: int,
    place: Ints,
    domain_agency: Ints,
    agency_statutory: Ints,
    need: Floats,
    phase: Ints,
    ready: Ints,
    gateway: Ints,
    entered_week: Ints,
    power_imbalance: float,
    duty_threshold: float,
    serious: float,
    luck: Luck,
) -> Ints:
    """Return the queue (resident x domains + domain) by duty, severity, wait, then lot.

    The lot is drawn in the week of entry, and so the same in every week of waiting. Two counting
    sorts, so the work is linear in the queue.
    """
    waits = _LONGEST_QUEUED + 1
    ranks = np.empty(queued, np.int64)
    lots = np.empty(queued, np.int64)
    items = np.empty(queued, np.int64)
    n = 0
    for i in range(first, first + queues.size):
        if queues[i - first] == 0:
            continue
        for d in range(_DOMAINS):
            if phase[d, i] != WAITING or ready[d, i] > now:
                continue
            agency = domain_agency[d]
            duty = agency_statutory[agency] == 1 and need[d, i] >= duty_threshold
            severity = (need[d, i] - serious) / (1.0 - serious)
            band = min(max(int(severity * _BANDS), 0), _BANDS - 1)
            entry = Luck(luck.key_0, luck.key_1, entered_week[d, i], luck.stream)
            lot = int(uniform(entry, place[i], d, _DRAW_LOT) * LOTS)
            pushed = gateway[d, i] != NO_GATEWAY and agency == dominant
            if pushed and lot < power_imbalance * LOTS:
                band = min(band + 1, _BANDS - 1)
            wait = min(now - entered_week[d, i], _LONGEST_QUEUED)
            ranks[n] = ((0 if duty else 1) * _BANDS + _BANDS - 1 - band) * waits + (
                _LONGEST_QUEUED - wait
            )
            lots[n] = lot
            items[n] = i * _DOMAINS + d
            n += 1
    by_lot = _counting_sort(lots, LOTS)
    by_rank = _counting_sort(_taken(ranks, by_lot), 2 * _BANDS * waits)
    return _taken(items, _taken(by_lot, by_rank))


@part
def _taken(values: Ints, rows: Ints) -> Ints:
    """Return values in the order of some rows."""
    taken = np.empty(rows.size, np.int64)
    for n in range(rows.size):
        taken[n] = values[rows[n]]
    return taken


@part
def _counting_sort(keys: Ints, bins: int) -> Ints:
    """Return the stable order of integer keys below `bins`."""
    start = np.zeros(bins + 1, np.int64)
    for key in keys:
        start[key + 1] += 1
    for b in range(bins):
        start[b + 1] += start[b]
    order = np.empty(keys.size, np.int64)
    for n in range(keys.size):
        order[start[keys[n]]] = n
        start[keys[n]] += 1
    return order

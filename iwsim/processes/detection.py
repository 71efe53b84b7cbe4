"""Detection: needs that a worker notices, or that records and complaints point to."""

import math

import numpy as np

from iwsim.kernel import kernel
from iwsim.luck import Luck, uniform, uniform_pair
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.detection import Detection
from iwsim.parameters.reference import Reference
from iwsim.state import DOMAINS, EVENTS, HOUSEHOLD_DOMAINS, SERVED, UNMET, Floats, Ints

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_VISITS = EVENTS.index("visits")
_HITS = EVENTS.index("visit_hits")
_HANDED_OVER = 2
_FLAG = 0.25
_BINS = 64
_PATCH_WORD = 1 << 20
_LEAST = 1e-12
_DRAW_NOTICE, _DRAW_TIE, _DRAW_ACCEPT, _DRAW_COUNT = 0, 20, 21, 22


@kernel
def detection(
    place: Ints,
    head: Ints,
    patch_first: Ints,
    domain_agency: Ints,
    present: Ints,
    accepts: Floats,
    consent: Ints,
    need: Floats,
    help_hours: Floats,
    knowledge: Floats,
    complaints: Floats,
    fear_of_consequences: Floats,
    phase: Ints,
    asked: Ints,
    recorded: Floats,
    visited: Ints,
    score_weight: Floats,
    events: Floats,
    now: int,
    a: Arrangement,
    p: Detection,
    ref: Reference,
    luck: Luck,
) -> None:
    """Find needs that nobody asked about.

    A worker notices other needs in the hours spent with a person. Visits in the hours set aside
    go to the households that rank highest by complaints and by flags on record: what the
    visiting landlord sees of its own and, with shared records and consent, of others' records,
    with errors. True states never enter the ranking.
    """
    fade = math.exp(-math.log(2.0) / p.half_life)
    on_record = np.zeros((_DOMAINS, place.size))
    for agency in range(recorded.shape[0]):
        for d in range(_DOMAINS):
            for i in range(place.size):
                recorded[agency, d, i] *= fade
                on_record[d, i] = max(on_record[d, i], recorded[agency, d, i])

    for i in range(place.size):
        if present[i] == 0:
            continue
        hours = 0.0
        for d in range(_DOMAINS):
            hours += help_hours[d, i]
        if hours == 0.0:
            continue
        rate = (
            p.notice_rate
            * hours
            * max(0.0, 1.0 + p.knowledge_weight * (knowledge[i] - ref.knowledge))
        )
        for d in range(_DOMAINS):
            at = head[i] if d < _HOUSEHOLD else i
            if (
                phase[d, at] == UNMET
                and asked[d, at] == 0
                and uniform(luck, place[i], d, _DRAW_NOTICE) < rate * need[d, at] * accepts[i]
            ):
                asked[d, at] = _HANDED_OVER

    visitor = domain_agency[0]
    visits_a_week = p.visit_hours / p.hours_a_visit
    for k in range(patch_first.size - 1):
        first, last = patch_first[k], patch_first[k + 1]
        score = np.zeros(last - first)
        ties = np.zeros(last - first)
        bins = np.zeros(_BINS + 1)
        for i in range(first, last):
            if head[i] != i or present[i] == 0 or now - visited[i] < p.revisit_weeks:
                score[i - first] = -1.0
                continue
            mistake, tie = uniform_pair(luck, place[i], 0, _DRAW_TIE)
            wrong = int(mistake / max(p.record_error, _LEAST)) if p.record_error > 0.0 else _DOMAINS
            flags = 0.0
            in_service = False
            for d in range(_DOMAINS):
                in_service = in_service or phase[d, i] == SERVED
                seen = max(recorded[visitor, d, i], a.shared_records * consent[i] * on_record[d, i])
                flag = seen > _FLAG
                if d == wrong:
                    flag = not flag
                if flag:
                    flags += score_weight[k, d]
            if in_service:
                score[i - first] = -1.0
                continue
            points = p.score_share * flags / _DOMAINS + (1.0 - p.score_share) * (
                complaints[i] / (1.0 + complaints[i])
            )
            score[i - first] = points / (1.0 + points)
            ties[i - first] = tie
            bins[int(score[i - first] * _BINS)] += 1.0
        wanted = math.floor(
            visits_a_week + uniform(luck, place[first] // _PATCH_WORD, 1, _DRAW_COUNT)
        )
        cut, left = _cut(bins, wanted)
        drawn = np.zeros(_BINS + 1)
        for n in range(last - first):
            if score[n] >= 0.0 and int(score[n] * _BINS) == cut:
                drawn[int(ties[n] * _BINS)] += 1.0
        tie_cut, left = _cut(drawn, left)
        for i in range(first, last):
            if score[i - first] < 0.0:
                continue
            at_bin = int(score[i - first] * _BINS)
            at_tie = int(ties[i - first] * _BINS)
            if at_bin < cut or (at_bin == cut and at_tie < tie_cut):
                continue
            if at_bin == cut and at_tie == tie_cut:
                if left < 1.0:
                    continue
                left -= 1.0
            _visit(
                i, k, now, visitor, place, consent, accepts, fear_of_consequences, need, phase,
                asked, recorded, on_record, visited, score_weight, events, a, p, luck,
            )  # fmt: skip


@kernel
def _cut(bins: Floats, wanted: float) -> tuple[int, float]:
    """Return the bin in which the `wanted` highest end, and how many of it are among them."""
    cut = bins.size - 1
    above = 0.0
    while cut > 0 and above + bins[cut] <= wanted:
        above += bins[cut]
        cut -= 1
    return cut, wanted - above


@kernel
def _visit(
    i: int,
    k: int,
    now: int,
    visitor: int,
    place: Ints,
    consent: Ints,
    accepts: Floats,
    fear_of_consequences: Floats,
    need: Floats,
    phase: Ints,
    asked: Ints,
    recorded: Floats,
    on_record: Floats,
    visited: Ints,
    score_weight: Floats,
    events: Floats,
    a: Arrangement,
    p: Detection,
    luck: Luck,
) -> None:
    """Visit a household: what is found counts as a hit; the score learns; help is offered."""
    visited[i] = now
    events[_VISITS] += 1.0
    hit = 0.0
    for d in range(_DOMAINS):
        if phase[d, i] == UNMET:
            hit = 1.0
    events[_HITS] += hit
    welcome, _ = uniform_pair(luck, place[i], 0, _DRAW_ACCEPT)
    accepted = welcome < accepts[i] * (1.0 - fear_of_consequences[i])
    for d in range(_DOMAINS):
        seen = max(recorded[visitor, d, i], a.shared_records * consent[i] * on_record[d, i])
        flag = 1.0 if seen > _FLAG else 0.0
        up = p.learning * flag * hit
        down = p.learning * flag * (1.0 - hit)
        score_weight[k, d] = (score_weight[k, d] + 2.0 * up) / (1.0 + up + down)
        if phase[d, i] == UNMET:
            recorded[visitor, d, i] = max(recorded[visitor, d, i], need[d, i])
            if accepted and asked[d, i] == 0:
                asked[d, i] = _HANDED_OVER

"""Detection: needs that a worker notices, or that records and complaints point to."""

import math

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, uniform, uniform_pair, uniform_pairs
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.detection import Detection
from iwsim.parameters.reference import Reference
from iwsim.processes.standing import needs_in_phase
from iwsim.state import DOMAINS, EVENTS, HOUR_USES, HOUSEHOLD_DOMAINS, SERVED, UNMET, Floats, Ints

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_VISITS = EVENTS.index("visits")
_VISIT_HOURS = HOUR_USES.index("visits")
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
    holds_records: Ints,
    visited: Ints,
    score_weight: Floats,
    hours_used: Floats,
    events: Floats,
    now: int,
    a: Arrangement,
    p: Detection,
    ref: Reference,
    luck: Luck,
) -> None:
    """Find needs that nobody asked about.

    A worker notices other needs in the hours spent with a person. Visits, in the hours that the
    week before left for them, go to the households that rank highest by complaints and by flags
    on record: what the visiting landlord sees of its own and, with shared records and consent, of
    others' records, with errors. True states never enter the ranking.
    """
    fade = math.exp(-math.log(2.0) / p.half_life)
    helped = np.zeros(place.size)
    for d in range(_DOMAINS):
        _add(help_hours[d], helped)
    for i in range(place.size):
        hours = helped[i]
        if hours == 0.0 or present[i] == 0:
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
    seats = hours_used.shape[1] // (patch_first.size - 1)
    served = needs_in_phase(phase, SERVED)
    for k in range(patch_first.size - 1):
        first, last = patch_first[k], patch_first[k + 1]
        people = place[first:last]
        mistake, tie = uniform_pairs(luck, people, 0, _DRAW_TIE)
        wrong = np.full(people.size, _DOMAINS)
        seen_by_others = np.empty(people.size)
        for n in range(people.size):
            if p.record_error > 0.0:
                wrong[n] = int(mistake[n] / max(p.record_error, _LEAST))
            seen_by_others[n] = a.shared_records * consent[first + n]
        flags = np.zeros(people.size)
        on_record = np.empty(people.size)
        for d in range(_DOMAINS):
            on_record[:] = 0.0
            for agency in range(recorded.shape[0]):
                if holds_records[k, agency, d] == 1:
                    _fade(fade, recorded[agency, d, first:last], on_record)
            _flag(
                d, score_weight[k, d], recorded[visitor, d, first:last], on_record,
                seen_by_others, wrong, flags,
            )  # fmt: skip
        score = np.zeros(people.size)
        bins = np.zeros(_BINS + 1)
        for i in range(first, last):
            left_out = head[i] != i or present[i] == 0 or served[i] > 0
            if left_out or now - visited[i] < p.revisit_weeks:
                score[i - first] = -1.0
                continue
            points = p.score_share * flags[i - first] / _DOMAINS + (1.0 - p.score_share) * (
                complaints[i] / (1.0 + complaints[i])
            )
            score[i - first] = points / (1.0 + points)
            bins[int(score[i - first] * _BINS)] += 1.0
        set_aside = 0.0
        for post in range(k * seats, (k + 1) * seats):
            set_aside += hours_used[_VISIT_HOURS, post]
        wanted = math.floor(
            set_aside / p.hours_a_visit + uniform(luck, place[first] // _PATCH_WORD, 1, _DRAW_COUNT)
        )
        cut, left = _cut(bins, wanted)
        drawn = np.zeros(_BINS + 1)
        for n in range(last - first):
            if score[n] >= 0.0 and int(score[n] * _BINS) == cut:
                drawn[int(tie[n] * _BINS)] += 1.0
        tie_cut, left = _cut(drawn, left)
        for i in range(first, last):
            if score[i - first] < 0.0:
                continue
            at_bin = int(score[i - first] * _BINS)
            at_tie = int(tie[i - first] * _BINS)
            if at_bin < cut or (at_bin == cut and at_tie < tie_cut):
                continue
            if at_bin == cut and at_tie == tie_cut:
                if left < 1.0:
                    continue
                left -= 1.0
            _visit(
                i, k, now, visitor, place, consent, accepts, fear_of_consequences, need, phase,
                asked, recorded, holds_records, visited, score_weight, events, a, p, luck,
            )  # fmt: skip


@part
def _cut(bins: Floats, wanted: float) -> tuple[int, float]:
    """Return the bin in which the `wanted` highest end, and how many of it are among them."""
    cut = bins.size - 1
    above = 0.0
    while cut > 0 and above + bins[cut] <= wanted:
        above += bins[cut]
        cut -= 1
    return cut, wanted - above


@part
def _add(values: Floats, total: Floats) -> None:
    for i in range(total.size):
        total[i] += values[i]


@part
def _fade(fade: float, recorded: Floats, highest: Floats) -> None:
    """Let an agency's records of one need age, and keep the highest that any agency has."""
    for n in range(highest.size):
        left = recorded[n] * fade
        recorded[n] = left
        highest[n] = left if left > highest[n] else highest[n]


@part
def _flag(
    d: int,
    weight: float,
    own: Floats,
    on_record: Floats,
    seen_by_others: Floats,
    wrong: Ints,
    flags: Floats,
) -> None:
    """Add the weight of one need where what the visitor sees of it is a flag, or looks like one."""
    for n in range(flags.size):
        flag = max(own[n], seen_by_others[n] * on_record[n]) > _FLAG
        flags[n] += weight if flag != (wrong[n] == d) else 0.0


@part
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
    holds_records: Ints,
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
        on_record = 0.0
        for agency in range(recorded.shape[0]):
            on_record = max(on_record, recorded[agency, d, i])
        seen = max(recorded[visitor, d, i], a.shared_records * consent[i] * on_record)
        flag = 1.0 if seen > _FLAG else 0.0
        up = p.learning * flag * hit
        down = p.learning * flag * (1.0 - hit)
        score_weight[k, d] = (score_weight[k, d] + 2.0 * up) / (1.0 + up + down)
        if phase[d, i] == UNMET:
            recorded[visitor, d, i] = max(recorded[visitor, d, i], need[d, i])
            holds_records[k, visitor, d] = 1
            if accepted and asked[d, i] == 0:
                asked[d, i] = _HANDED_OVER

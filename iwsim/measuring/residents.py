"""Measuring residents: means, shares, needs, blocks and flats."""

import numpy as np

from iwsim.kernel import part
from iwsim.measuring.places import (
    AGENCY_OUTCOMES,
    AT,
    BLOCK_OUTCOMES,
    BLOCK_PLACE,
    EVENT,
    NEED_OUTCOMES,
    NEED_PLACE,
    TOTALS,
    share_of,
    total_of,
)
from iwsim.parameters.asb import Asb
from iwsim.state import DOMAINS, HOUSEHOLD_DOMAINS, NONE, SERVED, UNMET, Floats, Ints

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_ISOLATION = DOMAINS.index("isolation")
_INCIDENTS, _STRESS = BLOCK_PLACE["incidents"], BLOCK_PLACE["stress"]
_SERIOUS, _KNOWN = NEED_PLACE["serious_needs"], NEED_PLACE["known_share"]
_LEVEL = NEED_PLACE["unmet_need"]
_BINS = 1000
_WORST = 0.1
_PER = 100.0


@part
def worst_tenth(values: Floats, present: Ints) -> float:
    """Return the mean of the highest tenth of values on [0, 1], to a thousandth."""
    counts = np.zeros(_BINS + 1)
    people = 0.0
    for i in range(values.size):
        if present[i] == 1:
            counts[int(values[i] * _BINS)] += 1.0
            people += 1.0
    left = _WORST * people
    total = 0.0
    for b in range(_BINS, -1, -1):
        taken = min(counts[b], left)
        total += taken * b / _BINS
        left -= taken
    return share_of(total, _WORST * people)


@part
def gini(values: Floats, present: Ints) -> float:
    """Return the Gini coefficient of values at least 0, in a thousand classes up to the highest.

    0 where all have the same, towards 1 where one has all; NaN where there is nothing to share.
    """
    highest = 0.0
    people = 0.0
    for i in range(values.size):
        if present[i] == 1:
            highest = max(highest, values[i])
            people += 1.0
    if highest <= 0.0:
        return np.nan
    counts = np.zeros(_BINS + 1)
    for i in range(values.size):
        if present[i] == 1:
            counts[int(values[i] / highest * _BINS)] += 1.0
    total = 0.0
    area = 0.0
    for b in range(_BINS + 1):
        had = total
        total += counts[b] * b
        area += counts[b] * (had + total) * 0.5
    return 1.0 - 2.0 * area / (people * total) if total > 0.0 else np.nan


@part
def unhelped_homes(head: Ints, present: Ints, phase: Ints) -> float:
    """Return the share of homes whose first adult has a serious need without help; NaN if none."""
    homes = 0.0
    unhelped = 0.0
    for i in range(present.size):
        if present[i] == 0 or head[i] != i:
            continue
        homes += 1.0
        for d in range(_DOMAINS):
            if phase[d, i] == UNMET:
                unhelped += 1.0
                break
    return share_of(unhelped, homes) if unhelped > 0.0 else np.nan


@part
def add_up(help_hours: Floats, exposure: Floats, help_so_far: Floats, harm_so_far: Floats) -> None:
    """Add this week's help and harm to what each resident has had since the switch."""
    for i in range(exposure.size):
        harm_so_far[i] += exposure[i]
    for d in range(_DOMAINS):
        given = help_hours[d]
        for i in range(exposure.size):
            help_so_far[i] += given[i]


@part
def mean_of_needs(head: Ints, need: Floats) -> Floats:
    """Return everyone's mean need, the household's needs among them."""
    mean = np.zeros(head.size)
    for d in range(_DOMAINS):
        level = need[d]
        if d < _HOUSEHOLD:
            for i in range(mean.size):
                mean[i] += level[head[i]] / _DOMAINS
        else:
            for i in range(mean.size):
                mean[i] += level[i] / _DOMAINS
    return mean


@part
def measure_flats(
    flat_first: Ints,
    flat_adults: Ints,
    void: Ints,
    incidents: Ints,
    stress: Floats,
    flat_stress: Floats,
    flat_weeks: Floats,
    flat_incidents: Floats,
) -> None:
    """Add the week to the late sums of every flat."""
    for f in range(flat_first.size):
        if void[f] > 0:
            continue
        total = 0.0
        for i in range(flat_first[f], flat_first[f] + flat_adults[f]):
            total += stress[i]
            flat_incidents[f] += incidents[i]
        flat_stress[f] += total / flat_adults[f]
        flat_weeks[f] += 1.0


@part
def measure_residents(
    head: Ints,
    block: Ints,
    present: Ints,
    cohort: Ints,
    incidents: Ints,
    exposure: Floats,
    stress: Floats,
    fear: Floats,
    safety: Floats,
    belonging: Floats,
    hope: Floats,
    trust: Floats,
    unfairness: Floats,
    fear_of_consequences: Floats,
    need: Floats,
    phase: Ints,
    known_since: Ints,
    knowledge: Floats,
    events: Floats,
    agencies: int,
    row: Floats,
    asb: Asb,
) -> None:
    """Write the means and shares over residents, and what stands by need and by block."""
    by_need = TOTALS + AGENCY_OUTCOMES * agencies
    by_block = by_need + NEED_OUTCOMES * _DOMAINS
    blocks = (row.size - by_block) // BLOCK_OUTCOMES
    caused = by_block + _INCIDENTS * blocks
    strained = by_block + _STRESS * blocks
    people = 0.0
    exposed = 0.0
    total_stress = 0.0
    total_fear = 0.0
    total_safety = 0.0
    total_belonging = 0.0
    total_hope = 0.0
    total_trust = 0.0
    total_unfairness = 0.0
    total_consequences = 0.0
    cohort_people = events[EVENT.cohort_left]
    cohort_serious = events[EVENT.cohort_left_needs]
    in_service = 0.0
    whole = 0.0
    served = 0.0
    level = np.zeros(_DOMAINS)
    serious = np.zeros(_DOMAINS)
    known = np.zeros(_DOMAINS)
    in_block = np.zeros(blocks)
    for place in range(by_block, row.size):
        row[place] = 0.0
    for i in range(present.size):
        if present[i] == 0:
            continue
        people += 1.0
        exposed += 1.0 if exposure[i] >= asb.weight_landing else 0.0
        total_stress += stress[i]
        total_fear += fear[i]
        total_safety += safety[i]
        total_belonging += belonging[i]
        total_hope += hope[i]
        total_trust += trust[i]
        total_unfairness += unfairness[i]
        total_consequences += fear_of_consequences[i]
        in_block[block[i]] += 1.0
        row[caused + block[i]] += incidents[i]
        row[strained + block[i]] += stress[i]
        cohort_people += cohort[i]
        working = 0
        for d in range(_DOMAINS):
            level[d] += need[d, head[i]] if d < _HOUSEHOLD else need[d, i]
            if phase[d, i] == NONE:
                continue
            serious[d] += 1.0
            cohort_serious += cohort[i]
            if known_since[d, i] >= 0:
                known[d] += 1.0
            if phase[d, i] == SERVED:
                served += 1.0
                working += 1
        if working > 0:
            in_service += 1.0
            whole += knowledge[i]
    row[AT.exposed_share] = share_of(exposed, people)
    row[AT.stress] = share_of(total_stress, people)
    row[AT.fear] = share_of(total_fear, people)
    row[AT.safety] = share_of(total_safety, people)
    row[AT.isolation] = share_of(level[_ISOLATION], people)
    row[AT.belonging] = share_of(total_belonging, people)
    row[AT.hope] = share_of(total_hope, people)
    row[AT.resident_trust] = share_of(total_trust, people)
    row[AT.unfairness] = share_of(total_unfairness, people)
    row[AT.fear_of_consequences] = share_of(total_consequences, people)
    for d in range(_DOMAINS):
        at = by_need + d
        row[at + _SERIOUS * _DOMAINS] = share_of(_PER * serious[d], people)
        row[at + _KNOWN * _DOMAINS] = share_of(known[d], serious[d])
        row[at + _LEVEL * _DOMAINS] = share_of(level[d], people)
    all_serious = total_of(serious)
    row[AT.serious_needs] = share_of(_PER * all_serious, people)
    row[AT.unmet_need] = share_of(total_of(level), _DOMAINS * people)
    row[AT.known_share] = share_of(total_of(known), all_serious)
    row[AT.served_share] = share_of(served, all_serious)
    row[AT.cohort_serious_needs] = share_of(_PER * cohort_serious, cohort_people)
    row[AT.worst_tenth_needs] = worst_tenth(mean_of_needs(head, need), present)
    row[AT.whole_person_knowledge] = share_of(whole, in_service)
    for b in range(blocks):
        row[strained + b] = share_of(row[strained + b], in_block[b])

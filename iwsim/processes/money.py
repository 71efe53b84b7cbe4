"""Money: each pound once, by line and by payer."""

from iwsim.kernel import kernel, part
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.money import Money
from iwsim.state import (
    COVERED,
    DOMAINS,
    DORMANT,
    EVENTS,
    FULL_TIME,
    HOUSEHOLD_DOMAINS,
    LINES,
    NONE,
    Floats,
    Ints,
)

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_WORK = DOMAINS.index("work")
_MENTAL_HEALTH = DOMAINS.index("mental_health")
_FAMILY_SAFETY = DOMAINS.index("family_safety")
_POSTS = LINES.index("posts")
_OVERTIME = LINES.index("overtime")
_COVER = LINES.index("cover")
_RECRUITMENT = LINES.index("recruitment")
_OFFICE = LINES.index("office")
_RECORDS = LINES.index("records")
_SUPERVISION = LINES.index("supervision")
_TRAINING = LINES.index("training")
_EVENTS = LINES.index("events")
_SPANNERS = LINES.index("spanners")
_LEADERSHIP = LINES.index("leadership")
_SETUP = LINES.index("setup")
_INCIDENTS = LINES.index("incidents")
_ASB_CASES = LINES.index("asb_cases")
_EVICTIONS = LINES.index("evictions")
_MOVES = LINES.index("moves")
_CRISES = LINES.index("crises")
_NEEDS = LINES.index("needs")
_CARE = LINES.index("care")
_HARM = LINES.index("harm")
_OUT_OF_WORK = LINES.index("out_of_work")
_RECORDED = EVENTS.index("recorded_incidents")
_OPENED = EVENTS.index("asb_cases_opened")
_EVICTED = EVENTS.index("evictions")
_MOVED = EVENTS.index("moves")
_CRISIS = EVENTS.index("crises")
_CARE_ENTRIES = EVENTS.index("care_entries")
_WEEKS_A_MONTH = 52.0 / 12.0


@kernel
def joint_cost(full_time: float, patches: float, a: Arrangement, p: Money) -> float:
    """Return what an arrangement costs a week beside the posts, GBP, set-up left out.

    Parameters
    ----------
    full_time
        Full-time posts on the estate.
    patches
        Patches with a team of their own.
    a
        Ingredients in force.
    p
        Unit costs.
    """
    total = 0.0
    for line in range(_OFFICE, _SETUP):
        total += joint_line(line, full_time, patches, a, p)
    return total


@part
def joint_line(line: int, full_time: float, patches: float, a: Arrangement, p: Money) -> float:
    """Return the weekly cost of one line of the joint arrangement, GBP."""
    cost = 0.0
    if line == _OFFICE:
        cost = full_time * p.office * a.co_location
    elif line == _RECORDS:
        cost = full_time * p.records * a.shared_records
    elif line == _SUPERVISION:
        cost = full_time * p.supervision_hour * a.supervision
    elif line == _TRAINING:
        cost = full_time * p.training_hour * a.joint_training / _WEEKS_A_MONTH
    elif line == _EVENTS:
        cost = patches * p.event * a.community_events / _WEEKS_A_MONTH
    elif line == _SPANNERS:
        cost = patches * p.spanner * a.boundary_spanners
    elif line == _LEADERSHIP:
        cost = patches * p.leadership * a.seconded
    return cost


@kernel
def money(
    patch_first: Ints,
    seat_agency: Ints,
    agency_cost: Floats,
    agency_responds: Ints,
    domain_agency: Ints,
    post_state: Ints,
    post_hours: Floats,
    overtime: Floats,
    hours_used: Floats,
    present: Ints,
    phase: Ints,
    exposure: Floats,
    events: Floats,
    events_before: Floats,
    leavers: Ints,
    leavers_before: Ints,
    set_up: Floats,
    spend: Floats,
    a: Arrangement,
    p: Money,
) -> None:
    """Book the week: the posts and the arrangement, then the public cost of what happened.

    Hours of modelled posts are paid once, whatever they go to. Unit costs of outcomes leave out
    the time of modelled agencies. Harm to residents and lost work are lines of their own, paid by
    society, and never summed with fiscal ones.
    """
    seats = seat_agency.size
    agencies = agency_cost.size
    society = agencies
    patches = float(patch_first.size - 1)
    full_time = 0.0
    for post in range(post_state.size):
        agency = seat_agency[post % seats]
        if post_state[post] == DORMANT:
            continue
        full_time += post_hours[post] / FULL_TIME
        worked = -overtime[post]
        for use in range(hours_used.shape[0]):
            worked += hours_used[use, post]
        pay = worked * agency_cost[agency]
        spend[_POSTS, agency] += pay
        spend[_OVERTIME, agency] += overtime[post] * agency_cost[agency] * p.overtime_premium
        if post_state[post] == COVERED:
            spend[_COVER, agency] += pay * (p.cover_premium - 1.0)
    change = 0.0
    for k in range(set_up.size):
        level = max(a.co_location, a.shared_records)
        if level > set_up[k]:
            change += level - set_up[k]
            set_up[k] = level
    left = 0.0
    for agency in range(agencies):
        left += float(leavers[agency] - leavers_before[agency])
    for post in range(post_state.size):
        if post_state[post] == DORMANT:
            continue
        agency = seat_agency[post % seats]
        part = post_hours[post] / FULL_TIME / full_time
        for line in range(_OFFICE, _SETUP):
            spend[line, agency] += part * joint_line(line, full_time, patches, a, p)
        spend[_SETUP, agency] += part * p.setup * change
        spend[_RECRUITMENT, agency] += part * p.leaver * left

    answering = 0.0
    for agency in range(agencies):
        answering += float(agency_responds[agency])
    stripped = p.incident_acted * (1.0 - p.modelled_share)
    incidents = p.incident * (events[_RECORDED] - events_before[_RECORDED])
    cases = stripped * (events[_OPENED] - events_before[_OPENED])
    for agency in range(agencies):
        if agency_responds[agency] == 1:
            spend[_INCIDENTS, agency] += incidents / answering
            spend[_ASB_CASES, agency] += cases / answering
    landlord = domain_agency[0]
    evicted = events[_EVICTED] - events_before[_EVICTED]
    spend[_EVICTIONS, landlord] += p.eviction * (1.0 - p.eviction_counted) * evicted
    spend[_MOVES, landlord] += p.move * (events[_MOVED] - events_before[_MOVED])
    crises = events[_CRISIS] - events_before[_CRISIS]
    spend[_CRISES, domain_agency[_MENTAL_HEALTH]] += p.crisis * crises
    care = events[_CARE_ENTRIES] - events_before[_CARE_ENTRIES]
    spend[_CARE, domain_agency[_FAMILY_SAFETY]] += p.care * care
    for i in range(present.size):
        if present[i] == 0:
            continue
        spend[_HARM, society] += p.harm * exposure[i]
    for d in range(_DOMAINS):
        needing = 0
        stands = phase[d]
        for i in range(present.size):
            needing += 1 if stands[i] != NONE and present[i] == 1 else 0
        public = spend[_NEEDS, domain_agency[d]]
        lost = spend[_OUT_OF_WORK, society]
        for _ in range(needing):
            public += p.need_week
            lost += p.out_of_work
        spend[_NEEDS, domain_agency[d]] = public
        if d == _WORK:
            spend[_OUT_OF_WORK, society] = lost

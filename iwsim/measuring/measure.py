"""The last process of a week: close its accounts and write its row of the record."""

import numpy as np

from iwsim.kernel import kernel
from iwsim.measuring.agencies import measure_agencies, measure_events
from iwsim.measuring.places import AT
from iwsim.measuring.residents import add_up, gini, measure_flats, measure_residents, unhelped_homes
from iwsim.measuring.staff import measure_staff
from iwsim.parameters.asb import Asb
from iwsim.parameters.burnout import Burnout
from iwsim.state import EXITS, HOUR_USES, Calendar, Floats, Ints
from iwsim.week import WEEK, Process

_USES = len(HOUR_USES)
_EXITS = len(EXITS)
_HALF_A_YEAR = 26


@kernel
def measure(
    head: Ints,
    block: Ints,
    flat_first: Ints,
    flat_adults: Ints,
    void: Ints,
    seat_agency: Ints,
    present: Ints,
    cohort: Ints,
    incidents: Ints,
    exposure: Floats,
    help_hours: Floats,
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
    threshold: Floats,
    waiting: Ints,
    serving: Ints,
    entered: Ints,
    exits: Ints,
    post_state: Ints,
    post_hours: Floats,
    sick: Ints,
    open_cases: Ints,
    exhaustion: Floats,
    emotional_load: Floats,
    engagement: Floats,
    efficacy: Floats,
    belief: Floats,
    load: Floats,
    workload: Floats,
    trust_of: Floats,
    ties_of: Floats,
    common_ground: Floats,
    power_loss: Floats,
    threat: Floats,
    conflict: Floats,
    covert: Floats,
    contribution: Floats,
    routine: Floats,
    decision_quality: Floats,
    perceived_performance: Floats,
    measured_performance: Floats,
    overtime: Floats,
    case_share: Floats,
    hours_used: Floats,
    spend: Floats,
    events: Floats,
    events_before: Floats,
    exits_before: Ints,
    entered_before: Ints,
    leavers: Ints,
    leavers_before: Ints,
    spend_before: Floats,
    wait_weeks_stock: Ints,
    serve_weeks_stock: Ints,
    hours_so_far: Floats,
    help_so_far: Floats,
    harm_so_far: Floats,
    flat_stress: Floats,
    flat_weeks: Floats,
    flat_incidents: Floats,
    record: Floats,
    now: int,
    calendar: Calendar,
    asb: Asb,
    burnout: Burnout,
) -> None:
    """Close the week's accounts and, in reported weeks, write its row of the record."""
    patches, agencies = waiting.shape
    for k in range(patches):
        for agency in range(agencies):
            wait_weeks_stock[k, agency] += waiting[k, agency]
            serve_weeks_stock[k, agency] += serving[k, agency]
    if now == calendar.switch:
        for i in range(present.size):
            cohort[i] = present[i]
    if now >= calendar.switch:
        add_up(help_hours, exposure, help_so_far, harm_so_far)
        for use in range(_USES):
            for post in range(post_state.size):
                hours_so_far[use, seat_agency[post % seat_agency.size]] += hours_used[use, post]
    if now >= calendar.late:
        measure_flats(
            flat_first, flat_adults, void, incidents, stress, flat_stress, flat_weeks,
            flat_incidents,
        )  # fmt: skip
    if now >= calendar.reported:
        row = record[now - calendar.reported]
        done = np.empty(events.size)
        for event in range(events.size):
            done[event] = events[event] - events_before[event]
        measure_residents(
            head, block, present, cohort, incidents, exposure, stress, fear, safety,
            belonging, hope, trust, unfairness, fear_of_consequences, need, phase, known_since,
            knowledge, events, agencies, row, asb,
        )  # fmt: skip
        left = 0
        for agency in range(agencies):
            left += leavers[agency] - leavers_before[agency]
        measure_events(done, left, row)
        row[AT.hit_lift] = row[AT.hit_rate] / unhelped_homes(head, present, phase)
        if (now - calendar.switch + 1) % _HALF_A_YEAR == 0 and now >= calendar.switch:
            row[AT.help_gini] = gini(help_so_far, present)
            row[AT.harm_gini] = gini(harm_so_far, present)
        measure_staff(
            seat_agency, post_state, post_hours, sick, open_cases, exhaustion, emotional_load,
            engagement, efficacy, belief, load, workload, trust_of, ties_of, power_loss, threat,
            conflict, covert, contribution, routine, overtime, case_share, hours_used, agencies,
            row, burnout,
        )  # fmt: skip
        measure_agencies(
            threshold, waiting, entered, entered_before, exits, exits_before, leavers,
            leavers_before, common_ground, decision_quality,
            perceived_performance, measured_performance, spend, spend_before, row,
        )  # fmt: skip
    for event in range(events.size):
        events_before[event] = events[event]
    for kind in range(_EXITS):
        for agency in range(agencies):
            exits_before[kind, agency] = 0
            for k in range(patches):
                exits_before[kind, agency] += exits[kind, k, agency]
    for agency in range(agencies):
        leavers_before[agency] = leavers[agency]
    for k in range(patches):
        for agency in range(agencies):
            entered_before[k, agency] = entered[k, agency]
    for line in range(spend.shape[0]):
        for payer in range(spend.shape[1]):
            spend_before[line, payer] = spend[line, payer]


MEASURE = Process(
    "measure",
    measure,
    (
        "cohort",
        "wait_weeks_stock",
        "serve_weeks_stock",
        "hours_so_far",
        "help_so_far",
        "harm_so_far",
        "flat_stress",
        "flat_weeks",
        "flat_incidents",
        "events_before",
        "exits_before",
        "entered_before",
        "leavers_before",
        "spend_before",
    ),
)
MEASURED_WEEK = (*WEEK, MEASURE)
"""The week as the model runs it: every process, then the measuring."""

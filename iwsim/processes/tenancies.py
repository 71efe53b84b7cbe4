"""Tenancies: households leave, flats stand empty, newcomers arrive."""

import numpy as np

from iwsim.kernel import kernel
from iwsim.luck import Luck, uniforms
from iwsim.parameters.context import Context
from iwsim.parameters.needs import Needs
from iwsim.parameters.population import Population
from iwsim.parameters.reference import Reference
from iwsim.parameters.resident_trust import ResidentTrust
from iwsim.parameters.tenancies import Tenancies
from iwsim.processes.episode import MOVED, leave
from iwsim.processes.resident_trust import before_promises
from iwsim.state import DOMAINS, EVENTS, NONE, SERVED, UNMET, WAITING, Floats, Ints
from iwsim.world.person import draw_needs, draw_traits

_DOMAINS = len(DOMAINS)
_MOVES = EVENTS.index("moves")
_COHORT_LEFT = EVENTS.index("cohort_left")
_COHORT_LEFT_NEEDS = EVENTS.index("cohort_left_needs")
_WEEKS_A_YEAR = 52.0
_DRAW_MOVE = 200


@kernel
def tenancies(
    place: Ints,
    head: Ints,
    patch: Ints,
    flat_first: Ints,
    flat_adults: Ints,
    domain_agency: Ints,
    present: Ints,
    arrived: Ints,
    cohort: Ints,
    void: Ints,
    leaving: Ints,
    vulnerability: Floats,
    propensity: Floats,
    accepts: Floats,
    consent: Ints,
    need: Floats,
    relief: Floats,
    activity: Floats,
    sanction: Floats,
    disorder: Floats,
    stress: Floats,
    fear: Floats,
    safety: Floats,
    fear_of_consequences: Floats,
    belonging: Floats,
    hope: Floats,
    trust: Floats,
    unfairness: Floats,
    broken: Ints,
    complaints: Floats,
    asb_rung: Ints,
    asb_quiet: Ints,
    asb_agency: Ints,
    asb_help: Ints,
    phase: Ints,
    onset: Ints,
    low_weeks: Ints,
    known_since: Ints,
    recorded: Floats,
    keyworker: Ints,
    gateway: Ints,
    promise: Ints,
    entered_week: Ints,
    served_since: Ints,
    holder: Ints,
    bond: Floats,
    told: Ints,
    ladder: Ints,
    knowledge: Floats,
    visited: Ints,
    open_cases: Ints,
    waiting: Ints,
    serving: Ints,
    exits: Ints,
    wait_weeks_gone: Ints,
    serve_weeks_gone: Ints,
    events: Floats,
    now: int,
    c: Context,
    population: Population,
    needs: Needs,
    resident_trust: ResidentTrust,
    ref: Reference,
    p: Tenancies,
    luck: Luck,
) -> None:
    """Let every household stay, leave, or arrive.

    A household leaves at a yearly rate that grows with the disorder around it, or because it was
    evicted; its open episodes leave with it. An empty flat is let again after some weeks to
    people from the allocation pool, who take its rows with new traits.
    """
    heads = np.empty(flat_first.size, np.int64)
    for f in range(flat_first.size):
        heads[f] = place[flat_first[f]]
    chance = uniforms(luck, heads, 0, _DRAW_MOVE)
    for f in range(flat_first.size):
        first = flat_first[f]
        last = first + flat_adults[f]
        if void[f] > 0:
            void[f] -= 1
            if void[f] == 0:
                for i in range(first, last):
                    present[i] = 1
                    arrived[i] = now
                    draw_traits(
                        i, place[i], vulnerability, propensity, accepts, consent, population,
                        needs, luck,
                    )  # fmt: skip
                    draw_needs(i, head[i], place[i], p.newcomer_need, need, needs, luck)
                    trust[i] = before_promises(p.newcomer_trust, c.prior_failures, resident_trust)
                    hope[i] = ref.hope
                    belonging[i] = 0.5 * ref.belonging
                    fear[i] = ref.fear
                    fear_of_consequences[i] = ref.fear_of_consequences
                    safety[i] = 1.0 - ref.fear
                    stress[i] = ref.stress
                    unfairness[i] = 0.0
                    activity[i] = 0.5
            continue
        yearly = p.move_rate * max(0.0, 1.0 + p.exposure_weight * (disorder[first] - ref.disorder))
        if leaving[f] == 0 and chance[f] >= yearly / _WEEKS_A_YEAR:
            continue
        leaving[f] = 0
        void[f] = int(p.void_weeks)
        events[_MOVES] += 1.0
        for i in range(first, last):
            if cohort[i] == 1:
                cohort[i] = 0
                events[_COHORT_LEFT] += 1.0
                for d in range(_DOMAINS):
                    events[_COHORT_LEFT_NEEDS] += 1.0 if phase[d, i] != NONE else 0.0
            for d in range(_DOMAINS):
                if phase[d, i] == WAITING or phase[d, i] == SERVED:
                    leave(
                        MOVED, d, i, patch[i], now, domain_agency, phase, entered_week,
                        served_since, holder, promise, gateway, open_cases, waiting, serving,
                        exits, wait_weeks_gone, serve_weeks_gone,
                    )  # fmt: skip
                elif phase[d, i] == UNMET:
                    phase[d, i] = NONE
                need[d, i] = 0.0
                relief[d, i] = 0.0
                onset[d, i] = now
                low_weeks[d, i] = 0
                known_since[d, i] = -1
                bond[d, i] = 0.0
                for agency in range(recorded.shape[0]):
                    recorded[agency, d, i] = 0.0
            present[i] = 0
            activity[i] = 0.0
            sanction[i] = 0.0
            disorder[i] = 0.0
            broken[i] = 0
            complaints[i] = 0.0
            asb_rung[i] = -1
            asb_quiet[i] = 0
            asb_agency[i] = -1
            asb_help[i] = 0
            keyworker[i] = -1
            told[i] = 0
            ladder[i] = 0
            knowledge[i] = 0.0
            visited[i] = -99

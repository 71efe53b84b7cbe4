"""Building the world of a scenario: its sizes, and its columns in week 0 of the computation."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from iwsim.kernel import kernel
from iwsim.luck import STREAMS, Luck, uniform_pair
from iwsim.parameters.burnout import Burnout
from iwsim.parameters.context import Context
from iwsim.parameters.needs import Needs
from iwsim.parameters.population import Population
from iwsim.parameters.reference import Reference
from iwsim.parameters.workforce import Workforce
from iwsim.scenario import Scenario
from iwsim.state import (
    DOMAINS,
    DORMANT,
    EVENTS,
    EXITS,
    FULL_TIME,
    HOUR_USES,
    LINES,
    Floats,
    Ints,
    State,
    new_state,
)
from iwsim.world.coupling import coupling_matrix, shock_rates
from iwsim.world.estate import Estate, build_estate
from iwsim.world.person import draw_needs, draw_traits, draw_worker

_PATCH_WORD = 1 << 20
_AGENCY_WORD = 1 << 12
_FIRST_RESERVE = 1 << 11
_DRAW_TENURE = 10


def reserve_seats(scenario: Scenario) -> dict[str, int]:
    """Return, by agency key, the seats kept free for posts that some arm adds at the switch."""
    seats = {agency.key: 0 for agency in scenario.agencies}
    for arm in scenario.arms.values():
        for key, full_time in arm.extra_posts:
            seats[key] = max(seats[key], math.ceil(full_time))
        for key in seats if arm.same_money_as else ():
            seats[key] = max(seats[key], 1)
    return seats


_SHARED = {
    "word_of_resident": "place",
    "flat_of_resident": "flat",
    "landing_of_flat": "flat_landing",
    "adults_of_flat": "flat_adults",
    "edge_first": "edge_first",
    "edge_landing": "edge_landing",
    "edge_weight": "edge_weight",
}
"""What stands in a column, too, and never changes: one copy is enough."""


def build_world(scenario: Scenario, key: tuple[int, int]) -> tuple[State, Estate]:
    """Return the columns of a scenario before its first week, and its estate.

    Parameters
    ----------
    scenario
        The scenario, checked.
    key
        Key words of the luck.
    """
    groups = scenario.parameters
    estate = build_estate(scenario.blocks, groups["asb"], key)
    agencies = scenario.agencies
    reserve = reserve_seats(scenario)
    seats = [
        (a, slot, hours, week)
        for a, agency in enumerate(agencies)
        for slot, hours, week in [
            *((post.slot, post.hours * post.estate_share, post.hours) for post in agency.posts),
            *((_FIRST_RESERVE + n, 0.0, FULL_TIME) for n in range(reserve[agency.key])),
        ]
    ]
    patches = estate.patches.size
    sizes = {
        "resident": estate.flat_of_resident.size,
        "flat": estate.landing_of_flat.size,
        "landing": estate.floor_of_landing.size,
        "landing_edge": estate.floor_of_landing.size + 1,
        "near": estate.edge_landing.size,
        "entrance": estate.block_of_entrance.size,
        "patch": patches,
        "patch_edge": patches + 1,
        "seat": len(seats),
        "other_seat": len(seats),
        "post": patches * len(seats),
        "agency": len(agencies),
        "other_agency": len(agencies),
        "agency_edge": len(agencies) + 1,
        "payer": len(agencies) + 1,
        "domain": len(DOMAINS),
        "other_domain": len(DOMAINS),
        "use": len(HOUR_USES),
        "exit": len(EXITS),
        "event": len(EVENTS),
        "line": len(LINES),
    }
    state = new_state(sizes)
    _lay_out(state, scenario, estate)
    _employ(state, scenario, estate, seats)
    state["coupling"][:] = coupling_matrix(groups["needs"])
    state["shock_rate"][:] = shock_rates(groups["needs"])
    _people(state, scenario.parameters, estate, key)
    _staff(state, scenario.parameters, key)
    shared = {name: state[column] for name, column in _SHARED.items()}
    return state, estate._replace(**shared)


def _lay_out(state: State, scenario: Scenario, estate: Estate) -> None:
    flat = estate.flat_of_resident
    landing = estate.landing_of_flat[flat]
    entrance = estate.entrance_of_landing[landing]
    block = estate.block_of_entrance[entrance]
    row_of_patch = {int(number): row for row, number in enumerate(estate.patches)}
    patch_of_block = np.array(
        [row_of_patch[spec.patch] for spec in scenario.blocks], dtype=np.int64
    )
    state["place"][:] = estate.word_of_resident
    state["flat"][:] = flat
    state["landing"][:] = landing
    state["entrance"][:] = entrance
    state["block"][:] = block
    state["patch"][:] = patch_of_block[block]
    state["flat_adults"][:] = estate.adults_of_flat
    state["flat_first"][:] = np.cumsum(estate.adults_of_flat) - estate.adults_of_flat
    state["head"][:] = state["flat_first"][flat]
    state["flat_landing"][:] = estate.landing_of_flat
    state["children"][:] = estate.children_of_flat
    state["patch_first"][:] = np.searchsorted(
        state["patch"], np.arange(estate.patches.size + 1), side="left"
    )
    state["edge_first"][:] = estate.edge_first
    state["edge_landing"][:] = estate.edge_landing
    state["edge_weight"][:] = estate.edge_weight


def _employ(
    state: State,
    scenario: Scenario,
    estate: Estate,
    seats: list[tuple[int, int, float, float]],
) -> None:
    agencies = scenario.agencies
    state["seat_agency"][:] = [seat[0] for seat in seats]
    state["agency_seat"][:] = np.searchsorted(
        state["seat_agency"], np.arange(len(agencies) + 1), side="left"
    )
    for a, agency in enumerate(agencies):
        for domain in agency.domains:
            state["domain_agency"][DOMAINS.index(domain)] = a
        state["agency_status"][a] = agency.status
        state["agency_cap"][a] = agency.caseload_cap
        state["agency_skill"][a] = agency.skill
        state["agency_other_skill"][a] = agency.other_skill
        state["agency_cost"][a] = agency.hourly_cost
        state["agency_leaving"][a] = agency.leaving_rate
        state["agency_statutory"][a] = int(agency.statutory)
        state["agency_responds"][a] = int(agency.response)
    for row, number in enumerate(estate.patches):
        for seat, (a, slot, hours, week) in enumerate(seats):
            post = row * len(seats) + seat
            word = int(number) * _PATCH_WORD + agencies[a].number * _AGENCY_WORD + slot
            state["post_word"][post] = word
            state["post_hours"][post] = hours
            state["post_week"][post] = week
            if slot >= _FIRST_RESERVE:
                state["post_state"][post] = DORMANT


def _people(state: State, groups: Mapping[str, Any], estate: Estate, key: tuple[int, int]) -> None:
    population: Population = groups["population"]
    needs: Needs = groups["needs"]
    ref: Reference = groups["reference"]
    luck = Luck(key[0], key[1], 0, STREAMS["population"])
    populate(
        state["place"], state["head"], state["vulnerability"], state["propensity"],
        state["accepts"], state["consent"], state["need"], population, needs, luck,
    )  # fmt: skip
    memory = groups["resident_trust"].failures_start * groups["context"].prior_failures
    state["trust"][:] = population.start_trust * (1.0 - memory)
    for name in ("hope", "belonging", "fear", "fear_of_consequences", "stress"):
        state[name][:] = getattr(ref, name)
    state["safety"][:] = 1.0 - ref.fear
    state["disorder"][:] = ref.disorder
    state["threshold"][:] = groups["allocation"].threshold
    tenancies = groups["tenancies"]
    empty = estate.chance_of_void < population.void_share
    spread = estate.chance_of_void[empty] / max(population.void_share, math.ulp(1.0))
    state["void"][empty] = 1 + (spread * tenancies.void_weeks).astype(np.int64)
    state["present"][:] = 1 - (state["void"][state["flat"]] > 0)
    state["need"][:, state["present"] == 0] = 0.0


def _staff(state: State, groups: Mapping[str, Any], key: tuple[int, int]) -> None:
    workforce: Workforce = groups["workforce"]
    context: Context = groups["context"]
    ref: Reference = groups["reference"]
    luck = Luck(key[0], key[1], 0, STREAMS["workforce"])
    employ(
        state["post_word"], state["chose"], state["resilience"], state["belief_rest"],
        state["belief"], state["tenure"], workforce, groups["burnout"], context, luck,
    )  # fmt: skip
    state["experience"][:] = context.prior_experience
    state["involvement"][:] = workforce.involvement
    for name in ("exhaustion", "emotional_load", "efficacy", "autonomy", "contribution"):
        state[name][:] = getattr(ref, name)
    state["decision_quality"][:] = ref.decision_quality
    state["load"][:] = ref.load
    state["pair_trust"][:] = ref.pair_trust
    state["trust_of"][:] = ref.pair_trust
    state["pair_tie"][:] = context.prior_ties
    state["ties_of"][:] = context.prior_ties
    state["common_ground"][:] = context.prior_ties
    for agency in range(state["agency_cap"].size):
        state["common_ground"][:, agency, agency] = 1.0


@kernel
def populate(
    place: Ints,
    head: Ints,
    vulnerability: Floats,
    propensity: Floats,
    accepts: Floats,
    consent: Ints,
    need: Floats,
    population: Population,
    needs: Needs,
    luck: Luck,
) -> None:
    """Draw the traits and starting needs of everyone on the estate."""
    for i in range(place.size):
        draw_traits(
            i, place[i], vulnerability, propensity, accepts, consent, population, needs, luck
        )
        draw_needs(i, head[i], place[i], population.start_need, need, needs, luck)


@kernel
def employ(
    post_word: Ints,
    chose: Floats,
    resilience: Floats,
    belief_rest: Floats,
    belief: Floats,
    tenure: Ints,
    workforce: Workforce,
    burnout: Burnout,
    context: Context,
    luck: Luck,
) -> None:
    """Draw the people in post at the start."""
    for post in range(post_word.size):
        who = post_word[post]
        draw_worker(
            post, who, chose, resilience, belief_rest, belief, workforce, burnout, context, luck
        )
        drawn, _ = uniform_pair(luck, who, 0, _DRAW_TENURE)
        tenure[post] = int(-math.log(1.0 - drawn) * workforce.tenure)

"""What several values together must obey. One function a rule; its name says what holds.

A rule gets a draft, in which values that are wrong by themselves are absent, and yields what
breaks it. Strategies that make scenarios share these rules through `broken_rules`.
"""

from collections.abc import Callable, Iterator

from iwsim.scenario import rules_arms as arms
from iwsim.scenario import rules_estate as estate
from iwsim.scenario import rules_services as services
from iwsim.scenario.document import Broken
from iwsim.scenario.draft import Draft

Rule = Callable[[Draft], Iterator[Broken]]

RULES: tuple[Rule, ...] = (
    estate.blocks_have_one_way_of_naming,
    estate.landings_all_have_a_flat,
    estate.landings_hold_all_flats,
    estate.places_fit_the_address,
    estate.block_numbers_are_unique,
    estate.block_names_are_unique,
    services.agency_keys_are_unique,
    services.agency_numbers_are_unique,
    services.slots_are_unique,
    services.domains_have_one_agency,
    services.statutory_agencies_have_a_domain,
    services.reports_are_answered,
    services.agencies_work_on_the_estate,
    services.patches_hold_their_posts,
    arms.the_siloed_arm_is_there,
    arms.the_siloed_arm_changes_nothing,
    arms.same_money_names_another_arm,
    arms.serious_needs_are_above_low_ones,
    arms.ramps_end_within_the_horizon,
    arms.ramps_end_within_the_funding,
    arms.outreach_fits_the_hours,
    arms.spanners_are_posts,
)
"""All rules, in the order in which their faults are told."""


def broken_rules(draft: Draft) -> list[Broken]:
    """Return everything in which a draft breaks a rule, each thing once."""
    return list(dict.fromkeys(broken for rule in RULES for broken in rule(draft)))

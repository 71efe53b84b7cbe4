"""Drawing a person, resident or worker, for those here from the start and for newcomers."""

import math

from iwsim.kernel import part
from iwsim.luck import Luck, normal_quantile, uniform_pair
from iwsim.parameters.burnout import Burnout
from iwsim.parameters.context import Context
from iwsim.parameters.needs import Needs
from iwsim.parameters.population import Population
from iwsim.parameters.workforce import Workforce
from iwsim.state import DOMAINS, HOUSEHOLD_DOMAINS, Floats, Ints

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_DRAW_SHARED, _DRAW_ASB, _DRAW_TRAIT, _DRAW_OWN, _DRAW_NEED = 0, 1, 2, 3, 11
_DRAW_WORKER, _DRAW_BELIEF = 20, 21
_MOST_NEED = 0.95


@part
def draw_traits(
    i: int,
    who: int,
    vulnerability: Floats,
    propensity: Floats,
    accepts: Floats,
    consent: Ints,
    population: Population,
    needs: Needs,
    luck: Luck,
) -> None:
    """Draw the traits of the person in row `i`, jointly: vulnerabilities and propensity cluster.

    Vulnerabilities and propensity are lognormal with mean 1, joined by a Gaussian copula with one
    common factor (L073: needs of a person hang together).
    """
    common = normal_quantile(uniform_pair(luck, who, 0, _DRAW_SHARED)[0])
    shared = math.sqrt(needs.vulnerability_shared)
    own = math.sqrt(1.0 - needs.vulnerability_shared)
    spread = needs.vulnerability_spread
    for d in range(_DOMAINS):
        z = shared * common + own * normal_quantile(uniform_pair(luck, who, 0, _DRAW_OWN + d)[0])
        vulnerability[d, i] = math.exp(spread * z - 0.5 * spread * spread)
    tied = population.asb_vulnerability
    apart = math.sqrt(1.0 - tied * tied)
    z = tied * common + apart * normal_quantile(uniform_pair(luck, who, 0, _DRAW_ASB)[0])
    spread = population.asb_spread
    propensity[i] = math.exp(spread * z - 0.5 * spread * spread)
    first, second = uniform_pair(luck, who, 0, _DRAW_TRAIT)
    accepts[i] = math.pow(first, (1.0 - population.accepts) / population.accepts)
    consent[i] = 1 if second < population.consent else 0


@part
def draw_needs(
    i: int, head: int, who: int, ratio: float, need: Floats, needs: Needs, luck: Luck
) -> None:
    """Draw the starting needs of the person in row `i`; a household's stand at its head."""
    levels = (
        needs.level_housing,
        needs.level_money,
        needs.level_family_safety,
        needs.level_work,
        needs.level_mental_health,
        needs.level_substance_use,
        needs.level_isolation,
    )
    for d in range(_DOMAINS):
        chance = uniform_pair(luck, who, 0, _DRAW_NEED + d)[0]
        drawn = min(2.0 * chance * ratio * levels[d], _MOST_NEED)
        need[d, i] = drawn if d >= _HOUSEHOLD or i == head else 0.0


@part
def draw_worker(
    post: int,
    who: int,
    chose: Floats,
    resilience: Floats,
    belief_rest: Floats,
    belief: Floats,
    workforce: Workforce,
    burnout: Burnout,
    c: Context,
    luck: Luck,
) -> None:
    """Draw the traits of the person in a post: readiness, resilience, resting belief."""
    first, second = uniform_pair(luck, who, 0, _DRAW_WORKER)
    chose[post] = first
    spread = burnout.resilience_spread
    resilience[post] = math.exp(spread * normal_quantile(second) - 0.5 * spread * spread)
    third, _ = uniform_pair(luck, who, 0, _DRAW_BELIEF)
    rest = workforce.belief * (1.0 - workforce.failures_belief * c.prior_failures)
    rest += workforce.belief_spread * (2.0 * third - 1.0)
    belief_rest[post] = min(max(rest, 0.0), 1.0)
    belief[post] = belief_rest[post]

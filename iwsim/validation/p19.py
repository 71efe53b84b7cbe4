"""P19: larger groups free-ride and cost more to hold together."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from iwsim.scenario import AgencySpec, Scenario
from iwsim.state import DORMANT
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM, with_parameters
from iwsim.validation.runs import AFTER, at_switch, mean_over, run_arms, with_arms

SIZES = (4, 8, 16, 32)
POSTS = 32
_TOWER_POSTS, _SHARE = 12, 0.1
_FLOORS, _PER_LANDING = 10, 4
_LEADS = {
    "landlord": ("housing",),
    "council": ("work", "money", "isolation"),
    "children": ("family_safety",),
    "mental_health": ("mental_health", "substance_use"),
}

_ESTATE = (
    "that share eight equal towers of 40 flats and 32 posts, each team with towers and a queue of "
    "its own, with equal joint hours a head, all weeks after the switch"
)
_NO_CROWD = Setting("the own share of the benefit does not shrink with the team",
                    {"cooperation.crowd": 0.0})  # fmt: skip
_LITTLE_CROWD = Setting("the own share of the benefit shrinks by a sixteenth, from 4 posts to 32",
                        {"cooperation.crowd": 0.03})  # fmt: skip
_NO_COORDINATION = Setting(
    "neither meetings nor cases ask for hours of coordination",
    {"arms.colocated_team.meeting_minutes": 0.0, "communication.kappa": 0.0},
)
_LITTLE_COORDINATION = Setting(
    "meetings are short and cases ask for little coordination, at the low plausible ends",
    {"arms.colocated_team.meeting_minutes": 3.0, "communication.kappa": 0.5},
)
_ENDS = (SIZES[-1], SIZES[0])
_COMPARED = (_ENDS, *((large, small) for small, large in pairwise(SIZES)))
"""Sizes that the clauses compare: the two ends, which count, then each with the one below."""


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Run the estate with teams of each size: contribution, then hours, of the sizes compared."""
    found = {size: _a_head(teams_of(scenario, size), replicate) for size in SIZES}
    return np.array(
        [(found[large][n], found[small][n]) for n in range(2) for large, small in _COMPARED]
    )


def _a_head(scenario: Scenario, replicate: int) -> tuple[float, float]:
    """Return contribution, and hours of meetings and coordination for each post."""
    base = at_switch(scenario, replicate)
    record = run_arms(base, (TEAM,))[TEAM]
    joint = sum(
        mean_over(base, record, name, AFTER) for name in ("hours_meetings", "hours_coordination")
    )
    posts = int(np.count_nonzero(base.state["post_state"] != DORMANT))
    return mean_over(base, record, "contribution", AFTER), joint / posts


def teams_of(scenario: Scenario, size: int) -> Scenario:
    """Return eight small towers with 32 posts of four agencies, in teams of so many posts.

    A tower has four posts' worth of flats, as the tower of the scenario has. A team has as many
    posts of each agency; its visits, outreach and events are the scenario's, by its posts.
    """
    (tower,) = scenario.blocks
    blocks = tuple(
        replace(
            tower,
            number=tower.number + n,
            name=f"{tower.name} {n + 1}",
            patch=1 + n * len(_LEADS) // size,
            floors=_FLOORS,
            flats_per_landing=_PER_LANDING,
            flats=_FLOORS * _PER_LANDING,
        )
        for n in range(POSTS // len(_LEADS))
    )
    agencies = tuple(
        _of_a_team(agency, size // len(_LEADS))
        for agency in scenario.agencies
        if agency.key in _LEADS
    )
    part = size / _TOWER_POSTS
    team = scenario.arms[TEAM].arrangement
    team = team._replace(
        outreach=part * team.outreach,
        community_events=part * team.community_events,
        boundary_spanners=0.0,
    )
    visits = {"detection.visit_hours": part * scenario.parameters["detection"].visit_hours}
    estate = replace(scenario, blocks=blocks, agencies=agencies)
    return with_arms(with_parameters(estate, visits), {TEAM: team})


def _of_a_team(agency: AgencySpec, count: int) -> AgencySpec:
    """Return an agency with so many equal posts, and with domains of those that are left out."""
    first = replace(agency.posts[0], estate_share=_SHARE)
    posts = tuple(replace(first, slot=first.slot + n) for n in range(count))
    return replace(agency, domains=_LEADS[agency.key], posts=posts)


_WHY_FEWER_HOURS = (
    "No rule lets the upkeep of a team grow with its size: hours of coordination follow the "
    "workers on a person. In the large team, with its one queue, a specialist with room is found "
    "more often, so that fewer people are held outside the worker's domain and fewer are consulted."
)


def _contrast(large: int, small: int) -> str:
    return f"teams of {large} posts against teams of {small}, {_ESTATE}"


def _name(words: str, large: int, small: int) -> str:
    return words if (large, small) == _ENDS else f"{words}, {large} and {small}"


PATTERN = Pattern(
    claim=CLAIMS["P19"],
    scenario="tower",
    clauses=(
        *(
            Clause(_name("contribution", *two), "contribution to the common effort, 0-1",
                   _contrast(*two), "down", "M", _NO_CROWD, _LITTLE_CROWD, A_STATE, relative=False,
                   counts=two == _ENDS)
            for two in _COMPARED
        ),
        *(
            Clause(_name("coordination", *two), "hours of meetings and coordination a week for "
                   "each post", _contrast(*two), "up", "C", _NO_COORDINATION, _LITTLE_COORDINATION,
                   counts=two == _ENDS, reason=_WHY_FEWER_HOURS)
            for two in _COMPARED
        ),
    ),
    pairs=pairs,
    sets=("detection.visit_hours",),
)  # fmt: skip

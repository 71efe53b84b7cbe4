"""P19: larger groups free-ride and cost more to hold together."""

from dataclasses import replace

import numpy as np

from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import AgencySpec, Scenario
from iwsim.state import DORMANT
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM, with_parameters
from iwsim.validation.runs import AFTER, at_switch, mean_over, run_arms, with_arms

_TOWERS = 4
_SLOTS = 16

_CONTRAST = (
    "one team of 48 posts for four equal towers against four teams of 12, each with its tower and "
    "queue, with equal posts, people and joint hours a head, all weeks after the switch"
)
_NO_CROWD = Setting("the own share of the benefit does not shrink with the team",
                    {"cooperation.crowd": 0.0})  # fmt: skip
_LITTLE_CROWD = Setting("the own share of the benefit shrinks by a fifteenth, from 12 posts to 48",
                        {"cooperation.crowd": 0.05})  # fmt: skip
_NO_COORDINATION = Setting(
    "neither meetings nor cases ask for hours of coordination",
    {"arms.colocated_team.meeting_minutes": 0.0, "communication.kappa": 0.0},
)
_LITTLE_COORDINATION = Setting(
    "meetings are short and cases ask for little coordination, at the low plausible ends",
    {"arms.colocated_team.meeting_minutes": 3.0, "communication.kappa": 0.5},
)


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Run four towers with one team, and with a team each."""
    large, small = (
        _a_head(estate, replicate) for estate in (one_team(scenario), four_teams(scenario))
    )
    return np.array(list(zip(large, small, strict=True)))


def _a_head(scenario: Scenario, replicate: int) -> tuple[float, float]:
    """Return contribution, and hours of meetings and coordination for each post."""
    base = at_switch(scenario, replicate)
    record = run_arms(base, (TEAM,))[TEAM]
    joint = sum(
        mean_over(base, record, name, AFTER) for name in ("hours_meetings", "hours_coordination")
    )
    posts = int(np.count_nonzero(base.state["post_state"] != DORMANT))
    return mean_over(base, record, "contribution", AFTER), joint / posts


def four_teams(scenario: Scenario) -> Scenario:
    """Return the scenario with its tower four times, each in a patch with a team of its own."""
    (tower,) = scenario.blocks
    blocks = tuple(
        replace(tower, number=tower.number + n, name=f"{tower.name} {n + 1}", patch=n + 1)
        for n in range(_TOWERS)
    )
    return _with_team(replace(scenario, blocks=blocks), 1.0)


def one_team(scenario: Scenario) -> Scenario:
    """Return the scenario with four towers in one patch, whose team has all their posts."""
    four = four_teams(scenario)
    merged = replace(
        scenario,
        blocks=tuple(replace(block, patch=1) for block in four.blocks),
        agencies=tuple(map(_four_times, scenario.agencies)),
    )
    visits = _TOWERS * float(scenario.parameters["detection"].visit_hours)
    return _with_team(with_parameters(merged, {"detection.visit_hours": visits}), _TOWERS)


def _four_times(agency: AgencySpec) -> AgencySpec:
    posts = tuple(
        replace(post, slot=post.slot + _SLOTS * n) for n in range(_TOWERS) for post in agency.posts
    )
    return replace(agency, posts=posts)


def _with_team(scenario: Scenario, patches: float) -> Scenario:
    """Return the scenario with the joint hours of a team that stands for some patches."""
    team: Arrangement = scenario.arms[TEAM].arrangement
    team = team._replace(
        outreach=patches * team.outreach,
        community_events=patches * team.community_events,
        boundary_spanners=0.0,
    )
    return with_arms(scenario, {TEAM: team})


_WHY_FEWER_HOURS = (
    "No rule lets the upkeep of a team grow with its size: hours of coordination follow the "
    "workers on a person. In the large team, with its one queue, a specialist with room is found "
    "more often, so that fewer people are held outside the worker's domain and fewer are consulted."
)

PATTERN = Pattern(
    claim=CLAIMS["P19"],
    scenario="tower",
    clauses=(
        Clause("contribution", "contribution to the common effort, 0-1", _CONTRAST, "down", "M",
               _NO_CROWD, _LITTLE_CROWD, A_STATE, relative=False),
        Clause("coordination", "hours of meetings and coordination a week for each post",
               _CONTRAST, "up", "C", _NO_COORDINATION, _LITTLE_COORDINATION,
               reason=_WHY_FEWER_HOURS),
    ),
    pairs=pairs,
    sets=("detection.visit_hours",),
)  # fmt: skip

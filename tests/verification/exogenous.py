"""A queue that the test feeds and empties: everything but the kernels of queue and hours is fixed.

Needs of one domain come from outside; a post works on at most so many at once; an episode is
over once it has had a fixed number of hours.
"""

from dataclasses import replace

import numpy as np

from iwsim.processes.episode import MET
from iwsim.state import DOMAINS, NONE, SERVED, UNMET, WAITING
from tests.verification.worlds import TOWER, block, call, engine_of, small, with_blocks

DOMAIN = DOMAINS.index("work")
PLACES = 5
WEEKS_OF_WORK = 4
HOURS_A_WEEK = 2.0
WORK = HOURS_A_WEEK * WEEKS_OF_WORK
NEED = 0.8
OFF = {
    "allocation.threshold": 0.0,
    "allocation.threshold_slope": 0.0,
    "allocation.withdraw": 0.0,
    "allocation.withdraw_trust": 0.0,
    "allocation.handover_loss": 0.0,
    "hours.overtime_cap": 0.0,
    "hours.assessment": 0.0,
    "hours.administration": 0.0,
    "hours.switching": 0.0,
    "hours.minimum": 0.0,
    "hours.wanted": HOURS_A_WEEK / NEED,
    "tenancies.move_rate": 0.0,
    "population.void_share": 0.0,
}


class Queue:
    """One agency, its posts, and episodes that arrive as told.

    Parameters
    ----------
    posts
        Full-time posts of the agency; each holds five episodes for four weeks.
    values
        Parameters in place of those that are off.
    """

    def __init__(self, posts=1, **values):
        named = {**OFF, **{key.replace("__", "."): value for key, value in values.items()}}
        overrides = {key.replace(".", "__"): value for key, value in named.items()}
        scenario = with_blocks(TOWER, block(1, flats=240, floors=40, flats_per_landing=6))
        scenario = small(with_posts(scenario, posts), **overrides)
        self.engine = engine_of(scenario)
        state = self.engine.state
        agency = state["domain_agency"][DOMAIN]
        self.at = (0, agency)
        state["agency_cap"][agency] = PLACES
        state["phase"][:] = NONE
        state["need"][:] = 0.0
        state["need"][DOMAIN] = NEED
        state["trust"][:] = scenario.parameters["reference"].trust
        self.done = np.zeros(state["place"].size)
        self.now = 0
        self.helped_after = []

    def week(self, arrivals):
        """Let some needs arrive, then allocate, work, and close what has had its hours."""
        state = self.engine.state
        free = np.flatnonzero(state["phase"][DOMAIN] == NONE)
        new = free[:arrivals]
        assert new.size == arrivals
        state["phase"][DOMAIN, new] = UNMET
        state["onset"][DOMAIN, new] = self.now
        state["known_since"][DOMAIN, new] = -1
        state["asked"][DOMAIN, new] = 1
        self.done[new] = 0.0
        before = state["phase"][DOMAIN] == SERVED
        call("allocation", self.engine, self.now)
        begun = (state["phase"][DOMAIN] == SERVED) & ~before
        self.helped_after += (self.now - state["entered_week"][DOMAIN, begun]).tolist()
        gave_up = state["phase"][DOMAIN] == UNMET
        state["phase"][DOMAIN, gave_up] = NONE
        call("hours", self.engine, self.now)
        self.done += state["help_hours"][DOMAIN]
        for i in np.flatnonzero((state["phase"][DOMAIN] == SERVED) & (self.done > WORK - 1e-9)):
            self._close(i)
        self.now += 1

    def _close(self, i):
        state = self.engine.state
        state["serving"][self.at] -= 1
        state["exits"][(MET, *self.at)] += 1
        state["open_cases"][state["holder"][DOMAIN, i]] -= 1
        state["holder"][DOMAIN, i] = -1
        state["phase"][DOMAIN, i] = NONE
        state["told"][i] = 0

    @property
    def backlog(self):
        """Episodes that wait now."""
        return int(self.engine.state["waiting"][self.at])

    def start_with(self, backlog):
        """Put episodes into the queue before the first week."""
        state = self.engine.state
        last = np.arange(state["place"].size)[-backlog:] if backlog else []
        for i in last:
            state["phase"][DOMAIN, i] = WAITING
            state["entered_week"][DOMAIN, i] = -1
            state["known_since"][DOMAIN, i] = -1
            state["promise"][DOMAIN, i] = 10_000
        state["waiting"][self.at] += backlog
        state["entered"][self.at] += backlog
        return self

    def run(self, arrivals):
        """Compute weeks with these arrivals and return the backlog after each."""
        path = []
        for number in arrivals:
            self.week(int(number))
            path.append(self.backlog)
        return np.array(path)

    def first_help(self):
        """Return the mean weeks to first help of all entrants, those still waiting included."""
        state = self.engine.state
        waits = self.now - state["entered_week"][DOMAIN, state["phase"][DOMAIN] == WAITING]
        return float(np.mean([*self.helped_after, *waits]))


def with_posts(scenario, posts):
    """Return a scenario whose agency for work has this many full-time posts."""
    agencies = []
    for agency in scenario.agencies:
        if "work" in agency.domains:
            post = replace(agency.posts[0], estate_share=1.0, hours=37.0)
            slots = tuple(replace(post, slot=1 + n) for n in range(posts))
            agencies.append(replace(agency, posts=slots))
        else:
            agencies.append(agency)
    return replace(scenario, agencies=tuple(agencies))

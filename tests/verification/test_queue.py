"""The queue: Little's law, growth above capacity, forgetting below it, and who gives up."""

import numpy as np
import pytest

from iwsim.state import SERVED, WAITING
from tests.verification.exogenous import DOMAIN, PLACES, WEEKS_OF_WORK, Queue

pytestmark = pytest.mark.jit_off

MU = PLACES / WEEKS_OF_WORK
"""Episodes that a post finishes in a week."""


def test_a_post_finishes_its_places_over_their_weeks():
    """Saturated, the service rate is mu = 5 places / 4 weeks exactly: what follows rests on it."""
    queue = Queue()
    queue.run([PLACES, *[3] * 79])
    met = queue.engine.state["exits"][(0, *queue.at)]
    assert met == PLACES * (80 // WEEKS_OF_WORK)
    assert (queue.engine.state["help_hours"] >= 0.0).all()


@pytest.mark.parametrize("arrivals", [2, 3])
@pytest.mark.parametrize("posts", [1, 2])
def test_above_capacity_the_backlog_grows_at_lambda_less_mu(arrivals, posts):
    """Backlog(t) - (lambda - mu) t stays within what one cycle of service holds, for 120 weeks."""
    if arrivals <= posts * MU:
        arrivals += 1
    weeks = 52
    queue = Queue(posts)
    path = queue.run([arrivals] * weeks)
    expected = (arrivals - posts * MU) * np.arange(1, weeks + 1)
    assert np.abs(path - expected).max() <= 2 * posts * PLACES
    slope = (path[-1] - path[-1 - 8 * WEEKS_OF_WORK]) / (8 * WEEKS_OF_WORK)
    assert slope == pytest.approx(arrivals - posts * MU, abs=1e-12)


def test_below_capacity_the_start_is_forgotten():
    """The same arrivals from an empty queue and from a long one: equal backlogs in the end."""
    arrivals = np.random.default_rng(3).binomial(3, 0.3, size=260)
    empty, full = Queue(), Queue().start_with(40)
    paths = empty.run(arrivals), full.run(arrivals)
    assert paths[1][0] > paths[0][0] + 30
    assert (paths[1] >= paths[0]).all()
    assert (paths[0][-60:] == paths[1][-60:]).all()
    assert paths[0].mean() < 5.0


@pytest.mark.parametrize("arrivals", [2, 4])
def test_with_withdrawal_the_share_that_gives_up_tends_to_one_less_mu_over_lambda(arrivals):
    """Load above one, nobody refused: withdrawn / entered -> 1 - mu / lambda.

    An identity while no place is free: entered = met + withdrawn + still there, so the distance
    is at most what is still there over all who entered.
    """
    weeks = 400
    queue = Queue(allocation__withdraw=0.1)
    path = queue.run([arrivals] * weeks)
    state = queue.engine.state
    met, refused, withdrawn = (state["exits"][(kind, *queue.at)] for kind in range(3))
    entered = state["entered"][queue.at]
    assert entered == arrivals * weeks == met + withdrawn + path[-1] + state["serving"][queue.at]
    assert refused == 0
    assert path[60:].min() > 0
    assert path.max() < 100
    slack = (path.max() + 3 * PLACES) / entered
    assert withdrawn / entered == pytest.approx(1.0 - MU / arrivals, abs=slack)


def test_littles_law_for_the_queue_alone():
    """L = lambda W over all entries, from integer accounts, exact but for those still waiting."""
    queue = Queue()
    arrivals = np.random.default_rng(4).binomial(4, 0.29, size=600)
    path = queue.run(arrivals)
    state = queue.engine.state
    still = state["phase"] == WAITING
    waited = state["wait_weeks_gone"][queue.at]
    so_far = (queue.now - state["entered_week"][still]).sum()
    assert path.sum() == waited + so_far
    entered = state["entered"][queue.at]
    assert path.mean() == pytest.approx(entered / queue.now * waited / entered, rel=0.05)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("load", [0.5, 0.95, 1.6])
def test_more_posts_never_lengthen_the_mean_time_to_first_help(load, seed):
    """Exogenous demand, team-size effects off: all entrants counted, path by path."""
    arrivals = np.random.default_rng(seed).poisson(load * MU, size=80)
    means = []
    for posts in (1, 2, 3, 5):
        queue = Queue(posts)
        queue.run(arrivals)
        means.append(queue.first_help())
    assert means == sorted(means, reverse=True)
    assert means[-1] == 0.0 or means[-1] < means[0]


def test_who_is_worse_off_and_who_waited_longer_comes_first():
    """Of those who wait, more severe bands come first, then longer waits."""
    queue = Queue()
    queue.run([PLACES])
    state = queue.engine.state
    queue.run([3, 3])
    waiting = np.flatnonzero(state["phase"][DOMAIN] == WAITING)
    severe = waiting[-1]
    state["need"][DOMAIN, waiting] = 0.55
    state["need"][DOMAIN, severe] = 0.99
    queue.run([0, 0])
    served, since = state["phase"][DOMAIN] == SERVED, state["served_since"][DOMAIN]
    first = np.flatnonzero(served & (since >= 4))
    assert severe in first
    others = np.setdiff1d(first, [severe])
    waiting = np.flatnonzero(state["phase"][DOMAIN] == WAITING)
    entered = state["entered_week"][DOMAIN]
    assert entered[others].max() <= entered[waiting].min()

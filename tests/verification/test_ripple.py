"""The ripple: closed form of mean incidents, its critical point, and monotone paths."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from iwsim.world.ripple import branching_number, incident_rates, neighbour_times
from tests.verification.worlds import TOWER, block, call, engine_of, small, with_blocks

pytestmark = pytest.mark.jit_off

NO_CAP = 100.0
FIXED = {
    "activity_up": 0.0,
    "activity_down": 0.0,
    "desistance": 0.0,
    "guardianship": 0.0,
    "cap": NO_CAP,
    "weight_flat": 1.0,
    "weight_landing": 0.4,
    "weight_floor": 0.15,
    "floor_decay": 0.5,
    "weight_entrance": 0.01,
    "weight_estate": 0.002,
    "memory": 0.4,
}
SEEDS = 300
WEEKS = 6


def estate(**other):
    """Return an engine over one small block whose activity, sanction and homes stay fixed."""
    values = {f"asb__{name}": value for name, value in {**FIXED, **other}.items()}
    scenario = with_blocks(TOWER, block(1, flats=12, floors=4, adults_per_flat=1.6))
    engine = engine_of(small(scenario, population__void_share=0.0, **values))
    engine.state["propensity"][:] = np.linspace(0.3, 2.0, engine.state["place"].size)
    engine.state["activity"][:] = np.linspace(0.9, 0.4, engine.state["place"].size)
    engine.state["sanction"][::3] = 0.2
    return engine


def matrices(engine):
    """Return b and W of an engine's columns as they are now."""
    p = engine.scenario.parameters["asb"]
    times = neighbour_times(engine.state, p)
    size = engine.state["place"].size
    return incident_rates(engine.state, p), np.column_stack([times(u) for u in np.eye(size)])


def mean_incidents(engine):
    """Solve (I - c A) x = b, A = diag(b) W."""
    b, weights = matrices(engine)
    c = engine.scenario.parameters["asb"].contagion
    return np.linalg.solve(np.eye(b.size) - c * b[:, None] * weights, b), weights


def replicates(engine, start, seeds=SEEDS, weeks=WEEKS):
    """Return mean incidents a week by seed and resident, from a given recent disorder."""
    counts = np.zeros((seeds, engine.state["place"].size))
    for seed in range(seeds):
        engine.state["disorder"][:] = start
        for now in range(weeks):
            call("asb", engine, now, seed=seed)
            counts[seed] += engine.state["incidents"]
    return counts / weeks


@pytest.mark.parametrize("contagion", [0.0, 0.2, 0.4])
def test_mean_incidents_solve_the_linear_system(contagion):
    """(I - cA) x = b for the total, for every quarter of residents, and for x-weighted incidents.

    Recent disorder starts at its mean W x, so every week has mean x exactly. Six z-tests over
    300 independent seeds; false-alarm rate 1e-4 in all (each 1e-4 / 6, two-sided).
    """
    engine = estate(base_rate=0.25, contagion=contagion)
    x, weights = mean_incidents(engine)
    assert (x > 0.0).all()
    counts = replicates(engine, weights @ x)
    quarters = np.array_split(np.arange(x.size), 4)
    contrasts = [np.ones_like(x), x, *(np.isin(np.arange(x.size), part) for part in quarters)]
    most = stats.norm.isf(1e-4 / 6.0 / 2.0)
    for contrast in contrasts:
        totals = counts @ contrast
        error = totals.std(ddof=1) / math.sqrt(SEEDS)
        assert abs(totals.mean() - contrast @ x) < most * error
    assert counts.max() * WEEKS < NO_CAP


def test_the_closed_form_is_not_that_without_contagion():
    """The test above could tell: at this contagion x is above b by more than chance."""
    engine = estate(base_rate=0.25, contagion=0.4)
    x, _ = mean_incidents(engine)
    b, _ = matrices(engine)
    assert x.sum() > 1.1 * b.sum()


def test_incidents_are_poisson_where_nothing_spreads():
    """Without contagion counts of a person have variance = mean: z-test over 300 x 6 weeks.

    False-alarm rate 1e-4, by the normal law of the index of dispersion over many counts.
    """
    engine = estate(base_rate=0.25, contagion=0.0)
    counts = []
    for seed in range(SEEDS):
        call("asb", engine, 0, seed=seed)
        counts.append(engine.state["incidents"].copy())
    counts = np.array(counts)
    b, _ = matrices(engine)
    dispersion = ((counts - b) ** 2 / b).sum()
    spread = math.sqrt(SEEDS * (2.0 + 1.0 / b).sum())
    assert abs(dispersion - counts.size) < stats.norm.isf(5e-5) * spread


@pytest.mark.parametrize("bound", [False, True])
@pytest.mark.parametrize("contagion", [0.0, 0.5, 3.0])
def test_the_branching_number_is_contagion_times_the_spectral_radius(contagion, bound):
    """Branching_number = c rho(A), A = diag(b) W, against a dense eigenvalue routine."""
    engine = estate(contagion=contagion, base_rate=0.3)
    p = engine.scenario.parameters["asb"]
    _, weights = matrices(engine)
    a = incident_rates(engine.state, p, bound)[:, None] * weights
    radius = np.abs(np.linalg.eigvals(a)).max()
    number = branching_number(engine.state, p, bound)
    assert number == pytest.approx(contagion * radius, rel=1e-6, abs=1e-12)


def test_the_branching_number_of_a_tower_too():
    """The same on 119 flats with voids: those who are absent count for nothing."""
    engine = engine_of(small(population__void_share=0.2))
    p = engine.scenario.parameters["asb"]
    assert (engine.state["present"] == 0).any()
    b, weights = matrices(engine)
    radius = np.abs(np.linalg.eigvals(b[:, None] * weights)).max()
    assert branching_number(engine.state, p) == pytest.approx(p.contagion * radius, rel=1e-4)


def critical(ratio):
    """Return an estate whose contagion is a given multiple of the critical one, and W x's start."""
    engine = estate(base_rate=0.02, contagion=1.0)
    rho = branching_number(engine.state, engine.scenario.parameters["asb"])
    return estate(base_rate=0.02, contagion=ratio / rho)


def test_below_the_critical_point_disorder_is_forgotten_and_above_it_grows():
    """C rho(A) < 1: mean incidents are finite; > 1: a first burst grows until the cap.

    On mean paths (expected counts in place of draws), where the claim is exact.
    """
    growth = {}
    for ratio in (0.8, 1.25):
        engine = critical(ratio)
        p = engine.scenario.parameters["asb"]
        b, weights = matrices(engine)
        disorder = np.full(b.size, 1.0)
        sizes = []
        for _ in range(400):
            rates = b * p.contagion * disorder
            disorder = (1.0 - p.memory) * disorder + p.memory * weights @ rates
            sizes.append(disorder.sum())
        growth[ratio] = sizes[-1] / sizes[-2]
        assert branching_number(engine.state, p) == pytest.approx(ratio, rel=1e-6)
        assert growth[ratio] == pytest.approx(1.0 + p.memory * (ratio - 1.0), rel=1e-6)
    assert growth[0.8] < 1.0 < growth[1.25]


@pytest.mark.parametrize("seed", range(5))
def test_more_contagion_never_gives_fewer_incidents(seed):
    """All else fixed, path by path and person by person, in each of 30 weeks."""
    paths = []
    for contagion in (0.0, 0.3, 0.6, 1.5, 4.0):
        engine = estate(base_rate=0.3, contagion=contagion)
        engine.state["disorder"][:] = 0.0
        weeks = []
        for now in range(30):
            call("asb", engine, now, seed=seed)
            weeks.append(engine.state["incidents"].copy())
        paths.append(np.array(weeks))
    for less, more in pairwise(paths):
        assert (more >= less).all()
    assert paths[-1].sum() > paths[0].sum()


def test_recent_disorder_weighs_past_weeks_by_one_in_all():
    """D = sum over s of k_s E(t - s), sum k = 1: constant exposure leads to itself."""
    engine = estate(base_rate=0.0)
    state, p = engine.state, engine.scenario.parameters["asb"]
    state["disorder"][:] = 1.0
    call("asb", engine, 0)
    np.testing.assert_allclose(state["disorder"], 1.0 - p.memory, rtol=1e-15)
    kernel = p.memory * (1.0 - p.memory) ** np.arange(500)
    assert kernel.sum() == pytest.approx(1.0)


def test_weeks_at_the_cap_are_counted_and_reported_as_such():
    """A cap of one incident a week is met by everyone under a huge rate, and counted."""
    engine = estate(base_rate=2.0, cap=1.0)
    engine.state["propensity"][:] = 100.0
    engine.state["sanction"][:] = 0.0
    call("asb", engine, 0)
    assert (engine.state["incidents"] == 1).all()
    assert 1.0 * engine.state["place"].size in engine.state["events"].tolist()

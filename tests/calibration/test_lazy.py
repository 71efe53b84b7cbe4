"""The lazy sampler: the posterior of plain rejection, whatever the emulator, and going on."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from iwsim.calibration import lazy
from iwsim.calibration.emulator import Emulator, Learnt
from iwsim.calibration.lazy import (
    MET,
    Effort,
    Kept,
    Problem,
    Round,
    continuation,
    in_rounds,
    met,
    nearest,
    pooled,
    within,
)
from iwsim.calibration.prior import Prior
from iwsim.calibration.targets import Target
from iwsim.calibration.workers import here, workers
from iwsim.errors import StoreError

RANGES = {"asb.a": (0.0, 1.0), "asb.b": (-1.0, 3.0), "asb.c": (0.0, 2.0)}
HELD = (
    Target("sum", "sum", "share", 0.9, 1.0, 0.1, ("L001",), "usual practice", ""),
    Target("second", "second", "share", 0.0, 1.5, 0.5, ("L001",), "usual practice", ""),
)
EFFORT = Effort(sets=700, rounds=3, candidates=4000, runs=500, seed=5)
FALSE_ALARM = 1e-3
LUCK = 0.05


def levels_of(sets, first):
    """The first two parameters move levels, and luck does; the third moves nothing."""
    luck = np.array(
        [np.random.default_rng(first + at).uniform(-LUCK, LUCK) for at in range(len(sets))]
    )
    return pd.DataFrame({"sum": sets["asb.a"] + sets["asb.b"] + luck, "second": sets["asb.b"]})


def levels_of_job(job):
    first, sets = job
    return first, levels_of(sets, first)


def problem(carry=here):
    def simulate(sets, first, advance):
        parts = (sets.iloc[at : at + 16].reset_index(drop=True) for at in range(0, len(sets), 16))
        jobs = ((first + 16 * at, part) for at, part in enumerate(parts))
        found = {}
        for begun, levels in carry(levels_of_job, jobs):
            found[begun] = levels
            advance(len(levels))
        return pd.concat([found[begun] for begun in sorted(found)], ignore_index=True)

    return Problem(RANGES, HELD, simulate)


def drawn(count, seed):
    low, high = np.array(list(RANGES.values())).T
    shares = np.random.default_rng(seed).random((count, len(RANGES)))
    return pd.DataFrame(low + shares * (high - low), columns=list(RANGES))


def sampled():
    sets = drawn(200, 1)
    return Prior(sets, levels_of(sets, 0))


@pytest.fixture(scope="module")
def whole():
    return in_rounds(problem(), sampled(), EFFORT)


@pytest.fixture(scope="module")
def known():
    """What plain rejection keeps of a million sets."""
    sets = drawn(1_000_000, 2)
    luck = np.random.default_rng(3).uniform(-LUCK, LUCK, len(sets))
    levels = pd.DataFrame({"sum": sets["asb.a"] + sets["asb.b"] + luck, "second": sets["asb.b"]})
    return sets[(levels["sum"].between(0.8, 1.1) & levels["second"].between(-0.5, 2.0))]


def apart(kept, weights, known):
    """Return by parameter how often such a distance of Kolmogorov and Smirnov comes by chance.

    At the effective size of the weighted sets; those of plain rejection are so many that they count
    as known.
    """
    worth = weights.sum() ** 2 / np.square(weights).sum()
    found = {}
    for name in RANGES:
        values = kept[name].to_numpy()
        order = np.argsort(values)
        truth = np.searchsorted(np.sort(known[name].to_numpy()), values[order]) / len(known)
        heights = np.cumsum(weights[order]) / weights.sum()
        found[name] = stats.kstwo(round(worth)).sf(np.abs(heights - truth).max())
    return found


def test_weighted_sets_are_those_of_plain_rejection(whole, known):
    kept = met(whole, HELD)
    assert kept.worth > 200
    assert min(apart(kept.sets, kept.weights, known).values()) > FALSE_ALARM / len(RANGES)


@pytest.fixture(scope="module")
def misled():
    """Rounds in which the emulator is wrong in every way."""
    patch = pytest.MonkeyPatch()
    patch.setattr(lazy, "emulator_of", lying)
    more = EFFORT._replace(candidates=40_000, runs=4000, sets=10_000, rounds=2)
    found = in_rounds(problem(), sampled(), more)
    patch.undo()
    return found


def lying(*_):
    """Expect levels to move with the third parameter, and the wrong way with the first."""
    none = np.zeros(0, dtype=np.int64)
    return Emulator(
        (
            Learnt(0.95, np.array([-0.1, 0.0, 0.6]), none, np.zeros(0), 0.3, 0.5),
            Learnt(0.5, np.array([0.3, 0.0, 0.0]), none, np.zeros(0), 0.9, 0.1),
        )
    )


def test_a_useless_emulator_changes_nothing_but_the_cost(misled, whole, known):
    kept = met(misled, HELD)
    assert kept.worth > 50
    assert min(apart(kept.sets, kept.weights, known).values()) > FALSE_ALARM / len(RANGES)
    assert kept.worth / _runs(misled) < 0.5 * met(whole, HELD).worth / _runs(whole)


def test_without_weights_what_is_kept_is_another_sample(misled, known):
    """So the test above would notice if weights were wrong."""
    kept = met(misled, HELD)
    alike = np.ones(len(kept.sets))
    assert min(apart(kept.sets, alike, known).values()) < FALSE_ALARM / 10


def _runs(rounds):
    return sum(len(one.sets) for one in rounds)


def test_what_is_kept_meets_the_targets_and_belongs_to_its_levels(whole):
    kept = met(whole, HELD)
    assert kept.distances.max() <= MET
    assert np.abs(kept.sets["asb.b"] - kept.levels["second"]).max() == 0.0
    assert kept.threshold == MET


def test_chances_add_up_to_the_runs_asked_for_and_go_with_the_root():
    log_chance = np.log(np.random.default_rng(1).random(5000) ** 4)
    chances = continuation(log_chance, 300)
    assert chances.sum() == pytest.approx(300)
    below = chances < 1.0
    ratio = chances[below] / np.exp(0.5 * log_chance[below])
    assert ratio == pytest.approx(ratio[0])
    assert (continuation(log_chance, 6000) == 1.0).all()


def test_the_root_makes_what_is_kept_worth_most():
    """By the formula of the docstring, for probabilities over many decades."""
    chance = np.exp(-np.random.default_rng(1).gamma(4.0, 1.5, 100_000))

    def worth(power):
        run = chance**power / np.mean(chance**power)
        return np.mean(chance) ** 2 / np.mean(chance / run)

    assert worth(0.5) > 1.1 * max(worth(0.25), worth(0.75))
    assert worth(0.5) > 2.0 * max(worth(0.0), worth(1.0))


def test_as_many_are_run_and_expected_to_be_kept_as_are(whole):
    """Runs of a round vary as a sum of lots does, by less than its root; kept ones too."""
    for one in whole:
        assert len(one.sets) == pytest.approx(EFFORT.runs, abs=4 * np.sqrt(EFFORT.runs))
        assert 0.0 < one.chances.min() <= one.chances.max() <= 1.0
    kept = len(met(whole, HELD).sets)
    assert kept == pytest.approx(sum(one.emulated.sum() for one in whole), rel=0.3)


def test_it_ends_when_enough_are_kept(whole):
    few = in_rounds(problem(), sampled(), EFFORT._replace(sets=20))
    assert len(few) == 1 < len(whole)
    assert few[0].sets.equals(whole[0].sets)
    assert in_rounds(problem(), sampled(), EFFORT._replace(rounds=0)) == []


def test_no_two_runs_share_luck(whole):
    seen = []

    def simulate(sets, first, _):
        seen.extend(range(first, first + len(sets)))
        return levels_of(sets, first)

    in_rounds(problem()._replace(simulate=simulate), sampled(), EFFORT)
    assert seen == list(range(200, 200 + _runs(whole)))


def test_candidates_of_rounds_and_seeds_differ(whole):
    other = in_rounds(problem(), sampled(), EFFORT._replace(rounds=1, seed=6))
    values = [set(one.sets["asb.a"]) for one in (*whole, *other)]
    assert len(set.union(*values)) > 0.99 * sum(len(one) for one in values)


def same(some, others):
    return len(some) == len(others) and all(
        one.sets.equals(other.sets)
        and one.levels.equals(other.levels)
        and np.array_equal(one.chances, other.chances)
        and np.array_equal(one.emulated, other.emulated)
        for one, other in zip(some, others, strict=True)
    )


def test_the_order_in_which_workers_end_changes_nothing(whole):
    def backwards(work, jobs):
        yield from reversed([work(job) for job in jobs])

    assert same(in_rounds(problem(backwards), sampled(), EFFORT), whole)


def test_two_workers_find_the_same_as_one(whole):
    with workers(2) as carry:
        assert same(in_rounds(problem(carry), sampled(), EFFORT), whole)


def test_rounds_that_were_stopped_go_on(whole, tmp_path):
    made = []

    def simulate(sets, first, advance):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(first)
        return levels_of(sets, first)

    killed = problem()._replace(simulate=simulate)
    with pytest.raises(KeyboardInterrupt):
        in_rounds(killed, sampled(), EFFORT, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert same(in_rounds(problem(), sampled(), EFFORT, tmp_path), whole)
    again = problem()._replace(simulate=None)  # nothing is left to run
    assert same(in_rounds(again, sampled(), EFFORT, tmp_path), whole)
    fewer = in_rounds(again, sampled(), EFFORT._replace(sets=20), tmp_path)
    assert same(fewer, whole[:1])


def test_a_file_of_somebody_else_is_refused(tmp_path):
    file = tmp_path / "round-01.parquet"
    file.write_text("mine\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"round-01\.parquet: holds no round"):
        in_rounds(problem(), sampled(), EFFORT, tmp_path)
    assert file.read_text(encoding="utf-8") == "mine\n"


def test_progress_is_told():
    told = []
    in_rounds(problem(), sampled(), EFFORT._replace(rounds=2), None, told.append)
    assert [one.round for one in told if one.of == 0] == [1, 2]
    last = told[-1]
    assert last.runs == last.of
    assert last.kept > 0
    assert last.worth > 0.0


def test_a_round_in_which_nothing_is_run_keeps_nothing():
    found = in_rounds(problem(), sampled(), EFFORT._replace(runs=1e-9, rounds=2))
    assert _runs(found) == 0
    assert met(found, HELD).worth == 0.0


def kept_at(*far, weights=None):
    empty = pd.DataFrame(index=range(len(far)))
    weights = np.ones(len(far)) if weights is None else np.array(weights)
    return Kept(1000.0, empty, empty, weights, np.array(far))


def test_the_threshold_is_the_lowest_at_which_sets_are_worth_enough():
    kept = kept_at(3.0, 0.5, 1.5, 0.9, 2.0)
    assert nearest(kept, 2).threshold == MET
    assert nearest(kept, 3).threshold == 1.5
    assert len(nearest(kept, 4).weights) == 4
    assert nearest(kept, 6) is None
    heavy = kept_at(0.5, 1.5, 2.5, weights=[1.0, 1.0, 100.0])
    assert nearest(heavy, 1.9).threshold == 1.5
    assert nearest(heavy, 3.0) is None
    assert within(kept, 1.5).distances.tolist() == [0.5, 1.5, 0.9]


def test_runs_that_lack_a_level_are_never_kept():
    sets = drawn(2, 1)
    one = Round(
        sets,
        pd.DataFrame({"sum": [0.95, np.nan], "second": [0.5, 0.5]}),
        np.array([0.5, 0.25]),
        np.ones(2),
    )
    assert pooled([one], HELD).weights.tolist() == [2.0]
    assert pooled([], HELD).worth == 0.0

"""The fit: posteriors that are known, the same sets whatever the workers, and going on."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import stats

from iwsim.calibration.fit import MET, fit
from iwsim.calibration.workers import here
from iwsim.errors import StoreError

RANGES = {"asb.a": (0.0, 1.0), "asb.b": (-1.0, 3.0)}
CENTRE, REACH = 0.4, 0.1
SETS = 300
FALSE_ALARM = 1e-3


def simulate(values):
    """The first parameter shows, but for a little luck; the second does not."""
    luck = np.random.uniform(-0.02, 0.02)  # noqa: NPY002 - the fit seeds this generator
    return {"level": values["asb.a"] + luck}


def misfit(levels):
    return abs(levels["level"] - CENTRE) / REACH


def fitted(generations=10, particles=SETS, **more):
    return fit(
        simulate,
        RANGES,
        misfit,
        **{"particles": particles, "generations": generations, "seed": 5, "start": 4.0, **more},
    )


@pytest.fixture(scope="module")
def whole():
    return fitted()


def test_the_last_generation_meets_the_targets(whole):
    assert len(whole) > 2
    assert [one.generation for one in whole] == list(range(1, len(whole) + 1))
    thresholds = [one.threshold for one in whole]
    assert thresholds == sorted(thresholds, reverse=True)
    assert thresholds[-1] == MET
    assert whole[-1].distances.max() <= MET
    assert whole[-1].weights.sum() == pytest.approx(1.0)


def test_the_posterior_is_the_one_that_is_known(whole):
    """Of a uniform prior and a uniform tolerance it is flat over the tolerance, but for its edges.

    Weighted sets are held against it by Kolmogorov and Smirnov at their effective size.
    """
    last = whole[-1]
    worth = 1.0 / np.square(last.weights).sum()
    edges = stats.uniform(-0.02, 0.04).rvs(200_000, random_state=1)
    flat = stats.uniform(CENTRE - REACH, 2 * REACH).rvs(200_000, random_state=2)
    known = {"asb.a": np.sort(flat + edges), "asb.b": np.linspace(-1.0, 3.0, 1001)}
    for name, values in known.items():
        found = last.values[name].to_numpy()
        order = np.argsort(found)
        below = np.searchsorted(values, found[order]) / values.size
        apart = np.abs(np.cumsum(last.weights[order]) - below).max()
        assert apart < stats.kstwo(round(worth)).isf(FALSE_ALARM / 2), name


def test_values_and_levels_of_a_row_belong_together(whole):
    last = whole[-1]
    assert np.abs(last.values["asb.a"] - last.levels["level"]).max() <= 0.02


def test_the_order_in_which_workers_end_changes_nothing(whole):
    def backwards(work, jobs):
        """Do three jobs at a time, the last one first."""
        coming = iter(jobs)
        while True:
            yield from reversed([work(next(coming)) for _ in range(3)])

    assert fitted(carry=backwards)[-1].values.equals(whole[-1].values)


def test_a_fit_that_was_stopped_goes_on(whole, tmp_path):
    database = tmp_path / "generations.db"
    assert len(fitted(generations=2, database=database)) == 2
    made = []

    def counted(work, jobs):
        for job in here(work, jobs):
            made.append(job)
            yield job

    again = fitted(database=database, carry=counted)
    assert again[-1].values.equals(whole[-1].values)
    assert len(made) > 0
    made.clear()
    assert fitted(database=database, carry=counted)[-1].values.equals(whole[-1].values)
    assert made == []


def test_a_file_of_somebody_else_is_refused(tmp_path):
    database = tmp_path / "generations.db"
    database.write_text("mine\n", encoding="utf-8")
    with pytest.raises(StoreError, match="holds no calibration"):
        fitted(database=database)
    assert database.read_text(encoding="utf-8") == "mine\n"


def test_a_generation_that_is_too_dear_is_given_up():
    found = fitted(particles=50, fewest_kept=0.75)
    assert found[-1].threshold > MET


def test_without_pyabc_one_sentence_says_how_to_get_it():
    program = (
        "import sys\n"
        "sys.modules['pyabc'] = None\n"
        "from iwsim.cli import main\n"
        "sys.exit(main(['calibrate', '--runs', '100']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert 'pip install "iwsim[calibration]"' in done.stderr

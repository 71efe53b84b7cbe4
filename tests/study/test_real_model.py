"""The real model in a comparison: a shipped scenario, cut to a few weeks."""

import dataclasses

import pandas as pd
import pytest

from iwsim.model import IntegratedWorkingModel
from iwsim.outcomes import BY_NAME
from iwsim.scenario import load_scenario
from iwsim.study.compare import compare
from iwsim.study.comparison import Comparison
from iwsim.study.digest import digest
from iwsim.study.paired import outcome_of

ARMS = ("siloed", "colocated_team")


@pytest.fixture(scope="module")
def scenario():
    return dataclasses.replace(load_scenario("tower"), weeks=8, baseline=3, spin_up=5)


@pytest.fixture(scope="module")
def made(scenario, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    return compare(scenario, ARMS, 3, seed=0, workers=2, out=folder)


@pytest.mark.parametrize("arm", ARMS)
def test_a_branched_run_has_the_bits_of_a_separate_run(made, scenario, arm):
    assert made.failures.empty
    alone = IntegratedWorkingModel(scenario, arm, seed=0, replicate=2).run().weekly
    rows = made.weekly[(made.weekly["arm"] == arm) & (made.weekly["replicate"] == 2)]
    pd.testing.assert_frame_equal(
        rows.set_index("week")[list(alone.columns)],
        alone,
        check_exact=True,
        check_index_type=False,
        check_dtype=False,
    )


def test_processes_give_the_bits_of_threads(made, scenario, tmp_path):
    compare(scenario, ARMS, 3, seed=0, workers=1, processes=True, out=tmp_path)
    assert digest(tmp_path) == digest(made.folder)


def test_every_weekly_column_belongs_to_an_outcome(made):
    identity = {"arm", "replicate", "week"}
    columns = [name for name in made.weekly.columns if name not in identity]
    assert [name for name in columns if outcome_of(name, BY_NAME) is None] == []
    assert set(made.table["outcome"]) == set(columns)


def test_what_is_loaded_is_what_was_made(made):
    loaded = Comparison.load(made.folder)
    assert loaded.scenario == made.scenario
    pd.testing.assert_frame_equal(loaded.weekly, made.weekly, check_exact=True)
    pd.testing.assert_frame_equal(loaded.headline(), made.headline(), check_exact=True)
    assert {"stress", "incidents"} <= set(loaded.flats.columns)

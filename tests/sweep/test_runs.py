"""The runs of a study: kept, resumed, the same whoever makes them, and those of a comparison."""

import pytest

from iwsim.scenario import load_scenario
from iwsim.study.compare import compare
from iwsim.study.digest import digest
from iwsim.study.progress import Silent
from iwsim.study.where import Processes, Threads
from iwsim.sweep import runs as making
from iwsim.sweep.results import NET, effects, results_of
from iwsim.sweep.runs import make_runs
from tests.sweep.files import SMALL, study_of

HERE = Threads(1)
SETTINGS = SMALL + '[settings."as it is"]\n[settings.calm]\n"asb.contagion" = 0.0\n'


class Counting(Silent):
    """Counts the runs that are made."""

    def __init__(self):
        self.made = 0

    def advance(self, finished, failed):
        self.made += finished + failed


def made(study, folder, where=HERE, **options):
    told = Counting()
    make_runs(study, folder, told=told, where=where, **options)
    return told.made


def test_what_is_finished_is_not_made_again_and_more_is_added(tmp_path):
    study = study_of(tmp_path, SETTINGS)
    folder = tmp_path / "runs"
    assert made(study, folder) == 8
    assert made(study, folder) == 0
    more = study_of(tmp_path, SETTINGS.replace("replicates = 2", "replicates = 3"))
    assert made(more, folder) == 4
    assert results_of(more, folder).values.shape[:3] == (2, 2, 3)
    assert results_of(study, folder).values.shape[:3] == (2, 2, 2)


def test_the_digest_does_not_depend_on_who_makes_the_runs_or_in_how_many_steps(tmp_path):
    study = study_of(tmp_path, SETTINGS)
    fewer = study_of(tmp_path, SETTINGS.replace("replicates = 2", "replicates = 1"))
    made(study, tmp_path / "threads")
    made(study, tmp_path / "processes", where=Processes(2))
    made(fewer, tmp_path / "steps")
    made(study, tmp_path / "steps")
    found = {digest(tmp_path / name) for name in ("threads", "processes", "steps")}
    assert len(found) == 1


def test_effects_are_those_of_a_comparison_with_the_same_seed(tmp_path):
    study = study_of(tmp_path, SMALL)
    made(study, tmp_path / "runs")
    results = results_of(study, tmp_path / "runs")
    table = effects(results, "early", ["incidents"]).iloc[0]
    scenario = load_scenario("tower", {"weeks": 8})
    comparison = compare(scenario, ["siloed", "colocated_team"], 2)
    rows = comparison.table.set_index(["window", "outcome"])
    expected = rows.loc[("early", "incidents")]
    for name in ("mean_reference", "mean_arm", "difference"):
        assert table[name] == pytest.approx(expected[name], rel=1e-12)
    money = comparison.money.set_index(["window", "quantity"])["value"]
    net = effects(results, "all", [NET])["difference"].iloc[0]
    assert net == pytest.approx(money["all", "net"], rel=1e-9)


def test_a_run_that_fails_is_told_and_takes_no_other_with_it(tmp_path, monkeypatch):
    study = study_of(tmp_path, SETTINGS)
    true_weeks = making.weeks_of

    def failing(engine):
        if engine.replicate == 1 and engine.arm == "siloed":
            raise ValueError("lost")
        return true_weeks(engine)

    monkeypatch.setattr(making, "weeks_of", failing)
    made(study, tmp_path / "runs")
    results = results_of(study, tmp_path / "runs")
    assert results.failures["reason"].tolist() == ["ValueError: lost"] * 2
    assert set(results.failures["point"]) == {"as it is", "calm"}
    assert effects(results, "early", ["incidents"])["n"].tolist() == [1, 1]
    monkeypatch.undo()
    assert made(study, tmp_path / "runs") == 2
    assert results_of(study, tmp_path / "runs").failures.empty


def test_points_differ_by_their_parameters_and_share_their_luck(tmp_path):
    study = study_of(tmp_path, SETTINGS.replace('"asb.contagion" = 0.0', '"money.event" = 1.0'))
    made(study, tmp_path / "runs")
    results = results_of(study, tmp_path / "runs")
    incidents = results.levels("siloed", "incidents", "early")
    assert (incidents[0] == incidents[1]).all()

"""The same digest and the same indices, whoever makes the runs and in how many steps."""

import pytest

from iwsim.errors import DesignError
from iwsim.study.digest import digest
from iwsim.study.where import Processes, Threads
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import run_digests
from iwsim.sweep.read import load_study
from iwsim.sweep.results import results_of
from tests.sweep import cheap
from tests.sweep.cheap import Counting, made
from tests.sweep.same import same_tables

ARMS = '["siloed", "colocated_team"]'
HEAD = cheap.head("difference", ARMS, 2, '["incidents", "net_money"]')
SOBOL = HEAD + cheap.design("sobol", 8) + cheap.factors(3)
POINTS = "asb.contagion,needs.coupling\n" + "".join(
    f"{0.1 + 0.008 * at:g},{0.0025 * ((7 * at) % 41):g}\n" for at in range(50)
)
LIST = HEAD + cheap.design("list", None, 'file = "points.csv"') + cheap.factors(2)
GRID = HEAD + '[factors]\n"asb.contagion" = {{ values = {} }}\n"asb.memory" = {{ values = {} }}\n'


def write(folder, text, points=None):
    folder.mkdir(exist_ok=True)
    (folder / "study.toml").write_text(text, encoding="utf-8")
    if points is not None:
        (folder / "points.csv").write_text(points, encoding="utf-8")
    return folder / "study.toml"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A small Sobol study made by one thread."""
    folder = tmp_path_factory.mktemp("whole")
    study = load_study(write(folder, SOBOL))
    made(study, folder / "runs", where=Threads(1))
    return study, folder / "runs"


@pytest.mark.parametrize("where", [Threads(2), Processes(2)], ids=lambda where: repr(where)[:7])
def test_whoever_makes_the_runs(tmp_path, whole, where):
    study, expected = whole
    made(study, tmp_path / "runs", where=where)
    same_tables(study, expected, tmp_path / "runs")


def test_an_interrupt_loses_no_finished_run(tmp_path, whole):
    study, expected = whole
    told = Counting(parts=2)
    with pytest.raises(KeyboardInterrupt):
        made(study, tmp_path / "runs", told=told)
    rest = made(study, tmp_path / "runs")
    assert 0 < rest <= study.runs - told.made
    same_tables(study, expected, tmp_path / "runs")


def different_runs(study):
    """Return how many runs a study makes: trajectories may meet at a point."""
    return len(set(run_digests(study, study.points).reshape(-1).tolist()))


GROWTH = {
    "sobol": (SOBOL, {"samples": 8}, {"samples": 16}),
    "morris": (
        HEAD + cheap.design("morris", 4) + cheap.factors(3), {"samples": 4}, {"samples": 7},
    ),
    "latin_hypercube": (
        HEAD + cheap.design("latin_hypercube", 25) + cheap.factors(3), {}, {"samples": 50},
    ),
    "replicates": (SOBOL, {"replicates": 1}, {"replicates": 3}),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWTH)
def test_a_study_that_grew_is_the_one_made_at_once(tmp_path, name):
    text, small, large = GROWTH[name]
    file = write(tmp_path, text)
    first, study = load_study(file, **small), load_study(file, **large)
    before = made(first, tmp_path / "steps")
    after = made(study, tmp_path / "steps")
    assert before + after == made(study, tmp_path / "once") == different_runs(study)
    same_tables(study, tmp_path / "steps", tmp_path / "once")


@pytest.mark.parametrize("name", GROWTH)
def test_a_look_at_a_part_makes_nothing_and_loses_nothing(tmp_path, name):
    text, small, large = GROWTH[name]
    file = write(tmp_path, text)
    first, study = load_study(file, **small), load_study(file, **large)
    made(study, tmp_path / "runs")
    before = digest(tmp_path / "runs"), (tmp_path / "runs" / "manifest.json").read_bytes()
    assert made(first, tmp_path / "runs") == 0
    assert (digest(tmp_path / "runs"), (tmp_path / "runs" / "manifest.json").read_bytes()) == before
    assert results_of(first, tmp_path / "runs").missing == 0
    assert made(study, tmp_path / "runs") == 0


def test_rows_are_added_to_a_list(tmp_path):
    file = write(tmp_path, LIST, POINTS)
    made(load_study(file), tmp_path / "steps")
    write(tmp_path, LIST, POINTS + "0.33,0.07\n0.44,0.01\n")
    study = load_study(file)
    assert made(study, tmp_path / "steps") == 2 * 2 * 2
    assert made(study, tmp_path / "once") == study.runs
    same_tables(study, tmp_path / "steps", tmp_path / "once")


@pytest.mark.parametrize("levels", ["[0.1, 0.2, 0.3]", "[0.05, 0.1, 0.2]"], ids=["after", "before"])
def test_levels_are_added_to_a_grid(tmp_path, levels):
    file = write(tmp_path, GRID.format("[0.1, 0.2]", "[0.2, 0.3]"))
    made(load_study(file), tmp_path / "steps")
    write(tmp_path, GRID.format(levels, "[0.2, 0.3]"))
    study = load_study(file)
    assert made(study, tmp_path / "steps") == 2 * 2 * 2
    assert made(study, tmp_path / "once") == study.runs
    same_tables(study, tmp_path / "steps", tmp_path / "once")


@pytest.mark.parametrize("samples", [66, 130])
def test_another_size_of_fast_is_refused_once_it_has_runs(tmp_path, samples):
    file = write(tmp_path, HEAD + cheap.design("fast", 65) + cheap.factors(2))
    study, other = load_study(file), load_study(file, samples=samples)
    with pytest.raises(KeyboardInterrupt):
        made(study, tmp_path / "runs", told=Counting(parts=1))
    before = digest(tmp_path / "runs")
    with pytest.raises(DesignError, match="frequencies of its curves follow from their number"):
        made(other, tmp_path / "runs")
    assert digest(tmp_path / "runs") == before
    assert made(study, tmp_path / "runs") > 0
    assert kept_study(tmp_path / "runs").design.samples == 65
    assert made(other, tmp_path / "runs", force=True) == other.runs


def test_a_hypercube_that_begins_with_another_size_is_refused(tmp_path):
    """Twice the samples in the file would be other points; twice by --samples keeps them."""
    text = HEAD + cheap.design("latin_hypercube", 25) + cheap.factors(2)
    made(load_study(write(tmp_path, text)), tmp_path / "runs")
    other = load_study(write(tmp_path, text.replace("= 25", "= 50")))
    with pytest.raises(DesignError, match=r"are not among the 50 .* --samples 50"):
        made(other, tmp_path / "runs")


def test_other_ranges_are_another_question_in_the_same_folder(tmp_path):
    made(load_study(write(tmp_path, SOBOL)), tmp_path / "runs")
    other = load_study(write(tmp_path, SOBOL.replace("[0.1, 0.5]", "[0.1, 0.4]")))
    assert made(other, tmp_path / "runs") == other.runs
    assert kept_study(tmp_path / "runs").design.fingerprint() == other.design.fingerprint()


def test_what_is_asked_of_the_same_runs_is_kept_as_well(tmp_path):
    file = write(tmp_path, SOBOL)
    made(load_study(file), tmp_path / "runs")
    asked = load_study(write(tmp_path, SOBOL.replace('"net_money"', '"net_money", "stress"')))
    assert made(asked, tmp_path / "runs") == 0
    assert kept_study(tmp_path / "runs").outcomes == asked.outcomes

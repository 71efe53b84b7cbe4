"""The page about clusters: its commands run on this machine, what needs a real one is read."""

import distributed
import pytest

from iwsim.cli import main, studying
from tests.dask_cluster import Dask
from tests.docs.pages import CLUSTER, blocks, commands, name_of, write_files
from tests.docs.small import small_study
from tests.quicken import quicken

ADDRESS = "tcp://10.0.0.1:8786"
SCRIPTS = [block.text for block in blocks(CLUSTER) if block.kind == "python"]


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """The scheduler and the workers that the page starts."""
    scheduler, workers = commands(CLUSTER, "dask")
    made = Dask(tmp_path_factory.mktemp("dask"), scheduler)
    made.begin_workers(*at(made, workers))
    yield made
    made.end()


def at(dask, words):
    """Return the words of a command with the address of our scheduler."""
    assert ADDRESS in words
    return [dask.address if word == ADDRESS else word for word in words]


def test_commands_run(tmp_path, dask, monkeypatch, capsys):
    """As written, but for the address and the size of the study."""
    where_of = studying.where_of
    quicken(monkeypatch)
    monkeypatch.setattr(studying, "where_of", where_of)
    monkeypatch.setattr(studying, "load_study", small_study(monkeypatch))
    monkeypatch.chdir(tmp_path)
    write_files(CLUSTER, tmp_path)
    for words in commands(CLUSTER):
        code = main([*at(dask, words), "--quiet"])
        shown = capsys.readouterr()
        assert code == 0, shown.err
        assert shown.out
    with distributed.Client(dask.address, set_as_default=False) as client:
        assert set(client.ncores().values()) == {1}


@pytest.mark.parametrize("library", ["dask_jobqueue", "dask_kubernetes"])
def test_the_script_of_a_deployer_is_sound_python(library):
    """It says where the scheduler is; the deployer itself is not here."""
    (script,) = (text for text in SCRIPTS if f"from {library}" in text)
    names = compile(script, name_of(CLUSTER), "exec").co_names
    assert {"cluster", "scheduler_address"} <= set(names)

"""A command loads what it needs and no more, and Python looks for rubbish only where some can be.

Loading is most of what a short command takes: Mesa, SciPy's statistics and Matplotlib alone cost
more than a run of a tower.
"""

import gc
import subprocess
import sys
from importlib import import_module

import pytest

from iwsim.cli import main
from iwsim.cli.loading import loaded
from iwsim.cli.parser import MODULE_OF

COMPILER = {"numba"}
TABLES = {"pandas", "pyarrow"}
DRAWING = {"matplotlib"}
AGENTS = {"mesa", "networkx"}
STATISTICS = {"scipy.stats"}
TREES = {"sklearn"}
NOT_NEEDED = {
    "iwsim.cli.listing": COMPILER | TABLES | DRAWING | AGENTS | STATISTICS,
    "iwsim.cli.evidence": {"numpy"} | COMPILER | TABLES | DRAWING | AGENTS | STATISTICS,
    "iwsim.cli.validating": AGENTS | TREES,
    "iwsim.cli.robustness": AGENTS,
    "iwsim.cli.cases": AGENTS | TREES,
    "iwsim.cli.calibrating": AGENTS,
    "iwsim.cli.studying": AGENTS | TREES,
    "iwsim.cli.plan": TABLES | DRAWING | AGENTS | STATISTICS,
    "iwsim.cli.levels": TABLES | DRAWING | AGENTS | STATISTICS,
    "iwsim.cli.running": DRAWING | AGENTS | STATISTICS,
    "iwsim.cli.comparing": AGENTS,
    "iwsim.study.batches": DRAWING | AGENTS | STATISTICS,  # what a worker process loads
    "iwsim.sweep.runs": DRAWING | AGENTS | STATISTICS | TREES,  # and for a study
}


def said_by(program):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split()


def test_every_command_is_held_to_what_it_needs():
    assert set(MODULE_OF.values()) <= set(NOT_NEEDED)


@pytest.mark.parametrize("module", NOT_NEEDED)
def test_a_command_loads_no_library_that_it_does_not_need(module):
    modules = said_by(f"import sys, {module}\nprint(*sys.modules)")
    assert module in modules
    assert NOT_NEEDED[module] & set(modules) == set()


def test_a_program_keeps_what_it_loaded_out_of_every_search_for_rubbish():
    kept = said_by(
        "import gc, sys\n"
        "from iwsim.cli import main\n"
        "sys.argv = ['iwsim', 'schema']\n"
        "stdout, sys.stdout = sys.stdout, None\n"
        "main()\n"
        "print(gc.get_freeze_count(), gc.isenabled(), file=stdout)"
    )
    assert int(kept[0]) > 10_000
    assert kept[1] == "True"


def test_a_call_from_a_program_of_somebody_else_leaves_its_memory_alone(capsys):
    before = gc.get_freeze_count()
    assert main(["schema"]) == 0
    assert capsys.readouterr().out
    assert gc.get_freeze_count() == before
    assert gc.isenabled()


def test_loading_leaves_the_search_for_rubbish_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "told_by_loading.py").write_text(
        "import gc\nDURING = gc.isenabled()\n", encoding="utf-8"
    )
    (tmp_path / "broken_when_loaded.py").write_text("1 / 0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert loaded("told_by_loading").DURING is False
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        loaded("broken_when_loaded")
    assert gc.isenabled()
    gc.disable()
    try:
        assert loaded("gc") is import_module("gc")
        assert not gc.isenabled()
    finally:
        gc.enable()

"""The rules have the same bits compiled and plain, one signature, and no stale cache."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import iwsim
from iwsim.kernel import is_compiled
from iwsim.luck import philox

PACKAGE = Path(iwsim.__file__).parent
CHECKOUT = PACKAGE.parent

HELPER = """
from iwsim.kernel import kernel


@kernel
def constant():
    return 20.0
"""
CALLER = """
from iwsim.kernel import kernel
from iwsim.world.helper import constant


@kernel
def twice():
    return 2.0 * constant()
"""


def python(*arguments, folder=CHECKOUT, **variables):
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **variables},
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.jit_off
def test_without_the_jit_the_rules_are_plain_python():
    """What runs a second time in CI would else be the compiled rules again."""
    switched_off = os.environ.get("NUMBA_DISABLE_JIT", "0") != "0"
    assert is_compiled() is not switched_off
    assert hasattr(philox, "py_func") is not switched_off


@pytest.fixture(scope="module")
def runs():
    return {
        off: python("-m", "tests.model.jit_digest", NUMBA_DISABLE_JIT=off) for off in ("0", "1")
    }


def test_the_bits_do_not_depend_on_the_jit(runs):
    compiled, plain = (runs[off].stdout.splitlines() for off in ("0", "1"))
    assert (compiled[0], plain[0]) == ("compiled", "plain")
    differ = [one for one, other in zip(compiled[1:], plain[1:], strict=True) if one != other]
    assert differ == []


def test_a_kernel_has_at_most_one_signature(runs):
    counts = dict(entry.split("=") for entry in runs["0"].stderr.split(";"))
    assert len(counts) > 20
    assert {name: n for name, n in counts.items() if int(n) > 1} == {}


def test_plain_rules_give_no_warning(runs):
    assert runs["1"].stderr.strip() == ""


def test_a_change_in_a_helper_elsewhere_is_seen(tmp_path):
    copy = tmp_path / "iwsim"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    helper = copy / "world" / "helper.py"
    helper.write_text(HELPER, encoding="utf-8")
    (copy / "world" / "caller.py").write_text(CALLER, encoding="utf-8")
    program = (
        "from iwsim.world.caller import twice\n"
        "from iwsim.kernel import CACHE_FOLDER\n"
        "print(twice(), CACHE_FOLDER)"
    )
    caches = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    caches["LOCALAPPDATA"] = caches["XDG_CACHE_HOME"]

    def outcome():
        return python("-c", program, folder=tmp_path, **caches).stdout.split()

    first = outcome()
    assert first[0] == "40.0"
    assert outcome() == first
    kept = {path for path in Path(first[1]).rglob("*.nbi")}
    assert kept
    helper.write_text(HELPER.replace("20.0", "30.0"), encoding="utf-8")
    changed = outcome()
    assert changed[0] == "60.0"
    assert changed[1] != first[1]

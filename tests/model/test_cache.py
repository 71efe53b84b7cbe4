"""Where compiled kernels are kept when the user's cache folder cannot be written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iwsim.kernel.cache import SESSION_FOLDER, sources_hash
from tests.test_house import CHECKOUT

HOMES = ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "USERPROFILE")
TELL = "from iwsim.kernel.cache import CACHE_FOLDER; print(CACHE_FOLDER)"
FAMILY = f"""
import os, subprocess, sys
from pathlib import Path
from iwsim.kernel.cache import CACHE_FOLDER
from iwsim.study import executor

(CACHE_FOLDER / "made.by.parent").touch()
print(CACHE_FOLDER)
child = subprocess.run([sys.executable, "-c", {TELL!r}], capture_output=True, text=True)
print(child.stdout.strip())
print(len(child.stderr))
with executor.processes(2) as pool:
    here = "__import__('iwsim.kernel.cache', fromlist=['cache']).CACHE_FOLDER"
    for folder in pool.map(eval, [here] * 2):
        print(folder)
if hasattr(os, "fork"):
    if not (fork := os.fork()):
        sys.exit()
    os.waitpid(fork, 0)
print((CACHE_FOLDER / "made.by.parent").exists())
"""


@pytest.fixture
def nowhere(tmp_path):
    """Return the environment of a user whose home is a path below a file, and where to look."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    home = str(tmp_path / "file" / "home")
    kept = {name: value for name, value in os.environ.items() if name != SESSION_FOLDER}
    homes = dict.fromkeys(HOMES, home)
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path / "temporary"))
    return {**kept, **homes, **temporary, "PYTHONPATH": str(CHECKOUT)}, tmp_path / "temporary"


def told(environment, program):
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, timeout=120, env=environment,
    )  # fmt: skip
    return done.stdout.split(), done.stderr


def test_a_session_has_one_folder_and_leaves_none(nowhere):
    environment, temporary = nowhere
    (own, child, said_by_child, *workers, still_there), said = told(environment, FAMILY)
    assert Path(own).parent.parent == temporary
    assert Path(own).name == sources_hash()[:16]
    assert {child, *workers} == {own}
    assert (still_there, said_by_child) == ("True", "0")
    assert "compiled kernels cannot be kept in" in said
    assert list(temporary.iterdir()) == []


def test_a_folder_that_is_handed_on_and_gone_is_not_used(nowhere):
    environment, temporary = nowhere
    gone = environment["HOME"] + "/session"
    (own,), said = told({**environment, SESSION_FOLDER: gone}, TELL)
    assert Path(own).parent.parent == temporary
    assert said.count("compiled kernels cannot be kept in") == 1


def test_a_folder_of_the_user_s_own_comes_first(nowhere):
    environment, temporary = nowhere
    own_home = dict.fromkeys(HOMES, str(temporary))
    (own,), said = told({**environment, **own_home, SESSION_FOLDER: str(temporary / "x")}, TELL)
    assert temporary in Path(own).parents
    assert not (temporary / "x").exists()
    assert said == ""

"""What the README shows of the demo is what the demo prints."""

import os
import re
import subprocess
import sys

import pytest

from tests.docs.pages import CHECKOUT, between_markers

README = CHECKOUT / "README.md"

pytestmark = [pytest.mark.slow_validation, pytest.mark.timeout(900)]


def cells(line):
    """Return the cells of a printed row: an excerpt of a table has narrower columns."""
    return re.split(r" {2,}", line.strip())


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Return the lines that the demo prints."""
    paths = os.pathsep.join(filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "iwsim", "demo", "--quiet"],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        timeout=800,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [line.strip() for line in done.stdout.decode("utf-8").splitlines()]


def test_the_table_of_the_readme_is_the_one_that_is_printed(printed):
    """Every row of the excerpt is a row below the same title, and they stand in the same order."""
    title, *excerpt = [line.strip() for line in between_markers(README, "demo-table") if line]
    begins = printed.index(title) + 2
    table = [cells(line) for line in printed[begins : printed.index("", begins)]]
    shown = [cells(line) for line in excerpt]
    assert shown == [row for row in table if row in shown], "write it anew from: iwsim demo"
    assert len(shown) > 3

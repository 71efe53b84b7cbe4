"""Broken command lines, and the messages and exit codes that they give.

After a wanted change of messages: ``python -m tests.cli.refusals`` in the checkout writes
``golden_refusals.txt`` anew; read what changed before you keep it.
"""

import contextlib
import io
import os
import shlex
import tempfile
from pathlib import Path

from iwsim.cli import main

GOLDEN = Path(__file__).with_name("golden_refusals.txt")

LINES = (
    "",
    "comprae tower",
    "run",
    "run tower --seed",
    "run tower --replicats 3",
    "run tower and more",
    "run towr",
    "run tower --arm colocated",
    "run tower --set asb.contagion",
    "run tower --set =1",
    "run tower --set asb.contagion=lots",
    "run tower --set asb.contagion=nan",
    "run tower --set asb.contagion=50",
    "run tower --set asb.contagon=1",
    "run tower --set abs.contagion=1",
    "run tower --set contagion=1",
    "run tower --set asb.contagion=1 --set asb.contagion=2",
    "run tower --set arms.team.co_location=1",
    "run tower --weeks 0",
    "run tower --weeks many",
    "run tower --seed -1",
    "run tower --replicate 1.5",
    "validate P99",
    "validate P21 --sets 20",
    "validate P21 --robustness --sets 1",
    "validate P21 --robustness --runs 1",
    "validate P21 --robustness --ensemble nowhere.csv",
    "run tower --seed 4294967296 --replicate 4294967296",
    "run tower --out a-file",
    "compare tower --replicates -3",
    "compare tower --workers 0",
    "compare tower --replicates 4294967297 --seed 99999999999999999999",
    "compare tower --arms siloed,siloed",
    "compare tower --arms siloed",
    "compare tower --arms siloed,placment --replicates x --out a-file",
    "compare tower --outcomes stres,caseload.landlrd",
    "compare tower --ensemble nowhere.csv",
    "compare tower --ensemble a-file --replicates 0",
    "demo --workers two",
    "case kirkhlt",
    "study ingredient",
    "study nowhere.toml",
    "study ingredients --replicates 0 --seed x",
    "study ingredients results",
    "study ingredients --samples 64",
    "study ingredients --ensemble nowhere.csv --workers 0",
    "study ingredients_sobol --ensemble",
    "study mechanisms --ensemble",
    "study --ensemble ingredients",
    "study analyse a-folder --ensemble",
    "study ingredients_sobol --samples 100",
    "study ingredients_sobol --seed 0",
    "study ingredients --scheduler localhost:8786 --workers 2",
    "study status",
    "study status nowhere",
    "study status a-folder",
    "study verify --check a-file",
    "study analyse nowhere --resamples 3",
    "study statsu a-folder",
    "study status a-folder --samples 64 --check",
    "study ingredients --above 0 --check",
    "study regions a-folder --seed 3 --time-limit 5",
    "calibrate --sets 2 --runs many --rounds -1 --seed -1",
    "calibrate --out a-file",
    "calibrate --ronuds 5",
    "parameters trsut",
    "outcomes 'caselod*'",
    "evidence E193x",
    "evidence needs.shock",
    "evidence e139",
    "plan towr",
    "schema --out a-file",
    "schema --out a-folder",
    "schema --out nowhere/schema.json",
    "reference-levels --runs 0",
    "reference-levels --runs 4294967296",
    "digest nowhere",
)


def place(folder):
    """Make what the command lines speak of."""
    (folder / "a-file").write_text("mine\n", encoding="utf-8")
    (folder / "a-folder").mkdir()


def refusal(line):
    """Return what a command line writes to stdout, to stderr, and its exit code."""
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        code = main(shlex.split(line))
    return out.getvalue(), error.getvalue(), code


def golden_text(found):
    """Return the text of the golden file from (message, code) by line."""
    return "\n".join(
        f"== iwsim {line}\n{message}exit code {code}\n" for line, (message, code) in found.items()
    )


def _write():
    found = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        place(Path(os.curdir))
        for line in LINES:
            _, message, code = refusal(line)
            found[line] = (message, code)
    GOLDEN.write_text(golden_text(found), encoding="utf-8")


if __name__ == "__main__":
    _write()

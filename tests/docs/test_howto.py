"""What the how-to for sensitivity analysis prints is what its study gave."""

import subprocess
import sys

import pandas as pd
import pytest

from iwsim.cli.tables import interval, number
from iwsim.sweep.read import load_study
from iwsim.sweep.run import run_study
from tests.docs.pages import CHECKOUT, DOCS, blocks
from tests.docs.small import LENGTHS

PAGE = DOCS / "howto" / "sensitivity.md"
INDICES = pd.read_csv(CHECKOUT / "results" / "reference" / "howto" / "indices.csv")
SIZE = 256


def _study():
    """Return the text of the study that the page extends."""
    (text,) = (block.text for block in blocks(PAGE) if block.text.startswith("# what_decides.toml"))
    return text


def _printed():
    """Return the words of the rows of each table that the page prints of the whole design."""
    return [
        [line.split() for line in block.text.splitlines()]
        for block in blocks(PAGE)
        if block.kind == "text" and f"with {SIZE} base samples" in block.text
    ]


def test_all_indices_have_converged():
    assert INDICES["converged"].all()
    assert set(INDICES["quantity"]) == {"S1", "ST", "S2"}
    assert set(INDICES["samples_needed"]) == {SIZE}
    assert f"--samples {SIZE}" in PAGE.read_text(encoding="utf-8")


def test_the_indices_are_of_the_study_of_the_page(tmp_path):
    (tmp_path / "what_decides.toml").write_text(_study(), encoding="utf-8")
    study = load_study(str(tmp_path / "what_decides.toml"))
    assert list(INDICES["outcome"].unique()) == list(study.outcomes)
    assert list(INDICES["factor"].unique()) == list(study.design.groups)


@pytest.mark.parametrize("outcome", INDICES["outcome"].unique())
def test_the_tables_are_printed_as_they_are(outcome):
    totals = INDICES[(INDICES["outcome"] == outcome) & (INDICES["quantity"] == "ST")]
    rows = [
        f"{row.factor} {number(row.value)} {interval(row.low, row.high)} {row.rank} yes".split()
        for row in totals.sort_values("rank").itertuples()
    ]
    (lines,) = (lines for lines in _printed() if any(line[:1] == [outcome] for line in lines))
    assert [line for line in lines if line[-1:] == ["yes"]] == rows
    count = len(INDICES[INDICES["outcome"] == outcome])
    assert f"all {count} indices have an interval no wider than 0.05" in " ".join(lines[-1])


def test_figures_and_indices_come_from_a_folder(tmp_path):
    short = "\n".join(f"{name} = {weeks}" for name, weeks in LENGTHS.items())
    text = _study().replace("[design]", f"{short}\n\n[design]")
    (tmp_path / "what_decides.toml").write_text(text, encoding="utf-8")
    study = load_study(str(tmp_path / "what_decides.toml"), samples=32)
    run_study(study, tmp_path / "decides", workers=1)
    done = subprocess.run(
        [sys.executable, DOCS / "draw_howto.py", tmp_path / "decides",
         "--images", tmp_path, "--tables", tmp_path],
        capture_output=True, text=True, check=False, timeout=240, cwd=CHECKOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(pd.read_csv(tmp_path / "indices.csv")) == list(INDICES)
    for name in ("convergence", "second_order"):
        assert (tmp_path / f"howto-{name}.png").stat().st_size > 0

"""The command that tries patterns under other parameters, with made-up runs."""

import numpy as np
import pytest

from iwsim.cli import main, robustness
from iwsim.validation import robust_runs
from iwsim.validation.sets import Sampled

ENSEMBLE = "member,asb.contagion,needs.coupling\n" + "".join(
    f"{member},{0.01 * member},0.01\n" for member in range(1, 8)
)


@pytest.fixture
def runs(monkeypatch):
    """Let every clause lie two smallest effects on the claimed side; return what was run."""
    made = []

    def sample(pattern, sets, replicates, workers, told):
        made.append((pattern.key, sets.members, replicates))
        pairs = np.full((len(sets), replicates, len(pattern.clauses), 2), 1.0)
        for at, clause in enumerate(pattern.clauses):
            pairs[..., at, 0] += (2 if clause.direction == "up" else -2) * clause.smallest
        return Sampled(pairs, 0)

    monkeypatch.setattr(robust_runs, "sample_sets", sample)
    monkeypatch.setattr(robustness, "Compiling", lambda told, scenario: told)
    return made


def test_a_pattern_is_tried_over_both_families_and_shown(command, runs, tmp_path):
    (tmp_path / "found.csv").write_text(ENSEMBLE, encoding="utf-8")
    words = ("validate", "p17", "--robustness", "--sets", "4", "--runs", "3", "--quiet")
    code, out, _ = command(*words, "--ensemble", "found.csv")
    assert code == 0
    assert runs == [("P17", (1, 2, 3, 4), 3), ("P17", (1, 3, 5, 7), 3)]
    assert "P17" in out and "1.00 ± 0.00" in out
    assert command(*words, "--ensemble", "found.csv")[0] == 0
    assert len(runs) == 2
    folder = tmp_path / "results" / "scorecard"
    assert (folder / "robustness" / "P17.json").is_file()
    assert (folder / "robustness.csv").read_text(encoding="utf-8").count("P17,") == 6
    _, shown, _ = command("validate", "P17", "--show")
    assert "over 4 plausible sets: sign 1.00, passing 1.00 ± 0.00" in shown
    assert "over 4 sets of the ensemble: sign 1.00" in shown
    assert command(*words, "--show")[1] == shown


def test_without_an_ensemble_the_plausible_sets_are_tried_and_it_is_said(
    plain, runs, monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(robust_runs, "SHIPPED", tmp_path / "none.csv")
    found = plain("validate", "P17", "--robustness", "--sets", "4")
    assert [(row["sets"], row["passing"]) for row in found["rows"]] == [("plausible", 1.0)] * 3
    assert main(["validate", "P17", "--robustness", "--sets", "4", "--quiet"]) == 0
    assert "No calibrated ensemble" in capsys.readouterr().out
    assert len(runs) == 1

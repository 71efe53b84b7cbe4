"""The command says when defaults or forms are not those of the last published scorecard."""

import json

import pytest

from iwsim.cli import main, validating
from iwsim.validation.history import ROW_IS_MISSING, published_by, write_history
from tests.validation.synthetic import Sampler, card, clause, judge, pattern


@pytest.fixture
def judged(monkeypatch, tmp_path):
    """Let the command find a made-up scorecard, whose folder has a log; return its folder."""
    one = card(*judge([pattern(clause())], Sampler(2.0)))
    write_history(tmp_path, [published_by(one, "f" * 64, "2026-01-02", "First.")])
    monkeypatch.setattr(validating, "_BY_KEY", {"P99": one.scored[0].pattern})
    monkeypatch.setattr(validating, "compiled", lambda *_: None)
    monkeypatch.setattr(validating, "score", lambda *_, **__: one)
    monkeypatch.setattr(validating, "stored", lambda *_: one)
    return tmp_path


@pytest.mark.parametrize("same", [True, False])
def test_another_hash_than_the_published_one_is_said(same, judged, monkeypatch, capsys):
    monkeypatch.setattr(validating, "frozen", lambda: ("f" if same else "e") * 64)
    words = ["validate", "P99", "--out", str(judged), "--quiet"]
    assert main(words) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert (ROW_IS_MISSING in out) == (not same)
    assert "1 of 1 shown, 1 of them also after Holm" in out
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frozen_as_published"] == same
    page = (judged / "scorecard.md").read_text(encoding="utf-8")
    assert "| 2026-01-02 | `00000000` | `ffffffff` | First. |" in page

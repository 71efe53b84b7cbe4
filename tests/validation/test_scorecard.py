"""Verdicts are kept one by one, and never taken for those of another model or declaration."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

from iwsim.cli import validating
from iwsim.validation import scorecard
from iwsim.validation.clause import Setting
from iwsim.validation.scorecard import score, stored
from iwsim.validation.sizes import relative, table_of
from tests.validation.synthetic import Sampler, clause, pattern

MODEL = "1" * 64


@pytest.fixture
def judging(monkeypatch, tmp_path):
    """Judge made-up patterns; return the scorecard and the patterns that had to be judged."""
    sampler = Sampler(2.0)
    monkeypatch.setattr(scorecard, "sample", sampler)

    def judge(*patterns, model=MODEL, force=False):
        told = []
        card = score(
            patterns, tmp_path, model, workers=1, force=force,
            told=lambda one, seconds: told.append(one.key) if seconds is None else None,
        )  # fmt: skip
        return card, told

    return judge


def test_a_verdict_that_is_there_is_not_judged_again(judging, tmp_path):
    patterns = [pattern(clause(), key=key) for key in ("P97", "P98")]
    first, told = judging(patterns[0])
    assert told == ["P97"]
    both, told = judging(*patterns)
    assert told == ["P98"]
    again, told = judging(*patterns)
    assert told == []
    assert again == both
    assert again.digest == both.digest != first.digest
    assert stored(patterns, tmp_path, MODEL) == again


@pytest.mark.parametrize(("force", "left"), [(False, 2), (True, 3)])
def test_time_that_is_left_is_that_of_what_is_still_to_be_judged(
    judging, tmp_path, monkeypatch, force, left
):
    """Every pattern is made to take a minute."""
    patterns = [pattern(clause(), key=key) for key in ("P97", "P98", "P99")]
    judging(patterns[0])
    clock = itertools.count(step=60.0)
    monkeypatch.setattr(scorecard.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(validating, "compiled", lambda *_: None)
    said = []
    told = SimpleNamespace(say=said.append)
    validating.judge(patterns, tmp_path, MODEL, told=told, workers=1, force=force)
    times = [line.rpartition(", ")[2] for line in said[1:]]
    assert len(said) == left
    assert times == ["about 2 minutes left", "about 1 minute left"][-(left - 1) :]


def test_another_model_or_another_declaration_is_judged_anew(judging):
    judging(pattern(clause()))
    assert judging(pattern(clause()), model="2" * 64)[1] == ["P99"]
    assert judging(pattern(clause(smallest=0.1)))[1] == ["P99"]
    changed = clause(smallest=0.1, knock_out=Setting("another link off", {"other": 1.0}))
    assert judging(pattern(changed))[1] == ["P99"]
    assert judging(pattern(changed._replace(reason="Because.")))[1] == []
    assert judging(pattern(changed), force=True)[1] == ["P99"]


def test_a_damaged_verdict_is_judged_anew(judging, tmp_path):
    card, _ = judging(pattern(clause()))
    (path,) = (tmp_path / "verdicts").iterdir()
    path.write_text(path.read_text(encoding="utf-8")[:50], encoding="utf-8")
    again, told = judging(pattern(clause()))
    assert told == ["P99"]
    assert again.digest == card.digest


def test_correction_is_over_all_patterns_of_the_card(judging):
    many = [pattern(clause(), key=f"P{n}") for n in range(90, 99)]
    card, _ = judging(*many)
    assert {j.corrected for one in card.scored for j in one.judged} == {"shown"}


@pytest.mark.parametrize("direction", ["up", "down"])
def test_sizes_are_positive_on_the_claimed_side(judging, direction):
    card, _ = judging(pattern(clause(direction=direction)))
    (judged,) = card.scored[0].judged
    size = relative(judged)
    assert size.low <= size.mean <= size.high
    assert np.sign(size.mean) == (1 if direction == "up" else -1)
    assert size.mean == pytest.approx(4.0 if direction == "up" else -4.0, rel=0.05)
    assert table_of(card).loc[0, "verdict"] == ("shown" if direction == "up" else "opposite")

"""What a pattern comes to over parameter sets: units, signs, what is kept and what is run again."""

from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd
import pytest

from iwsim.calibration.ensemble import ParameterSets
from iwsim.study.keys import fingerprint
from iwsim.study.progress import Silent
from iwsim.validation import robust_runs
from iwsim.validation.history import PUBLISHED
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.robust import Chance, kept_robustness
from iwsim.validation.robust_page import in_words, robust_page
from iwsim.validation.robust_runs import Asked, families, try_over_sets
from iwsim.validation.robustness import effects_of, passes, robust_over, summary
from iwsim.validation.scorecard import Scorecard, declaration, stored
from iwsim.validation.sets import Sampled
from iwsim.validation.shrinkage import posterior
from iwsim.validation.sizes import WHOLE, robust_table_of
from tests.validation.synthetic import clause, pattern

MODEL = "1" * 64
SETS = 40
CONTAGION = np.linspace(0.0, 0.5, SETS)


def sets(count=SETS):
    table = pd.DataFrame({
        "asb.contagion": CONTAGION[:count],
        "needs.coupling": np.random.default_rng(1).uniform(0.0, 0.01, count),
    })  # fmt: skip
    table.index = pd.RangeIndex(1, count + 1, name="member")
    return ParameterSets(table)


def sampled(*effects, replicates=2, luck=0.1):
    """Pairs of clauses whose effects by set are given, in smallest effects of a reference of 10."""
    random = np.random.default_rng(6)
    found = np.full((len(effects[0]), replicates, len(effects), 2), 10.0)
    for at, effect in enumerate(effects):
        found[:, :, at, 0] += 0.5 * (effect[:, None] + random.normal(0, luck, found.shape[:2]))
    return Sampled(found, 0)


def test_effects_are_in_smallest_effects_of_their_own_set():
    pairs = np.array([[[12.0, 10.0], [11.0, 10.0]], [[120.0, 100.0], [90.0, 100.0]]])
    np.testing.assert_allclose(effects_of(clause(), pairs), [[4.0, 2.0], [4.0, -2.0]])
    down = effects_of(clause(direction="down"), pairs)
    np.testing.assert_allclose(down, [[-4.0, -2.0], [-4.0, 2.0]])
    absolute = effects_of(clause(smallest=0.5, relative=False), pairs)
    np.testing.assert_allclose(absolute, [[4.0, 2.0], [40.0, -20.0]])
    pairs[0, 0, 0] = pairs[1, :, 0] = np.nan
    np.testing.assert_array_equal(np.isnan(effects_of(clause(), pairs)), [[1, 0], [1, 1]])
    assert np.isnan(effects_of(clause(), np.array([[[1.0, 0.0]]]))).all()


@pytest.mark.parametrize(
    ("direction", "chances"),
    [
        ("up", [0, 0, 0, 1]),
        ("same", [0, 1, 1, 0]),
        ("not up", [1, 1, 1, 0]),
        ("not down", [0, 1, 1, 1]),
    ],
)
def test_passing_is_beyond_the_smallest_effect_or_inside_the_margin(direction, chances):
    known = posterior(np.repeat([[-2.0], [-0.5], [0.5], [2.0]], 2, axis=1))
    np.testing.assert_array_equal(passes(clause(direction=direction), known), chances)


def test_half_of_the_sets_pass_and_the_parameter_that_decides_is_named():
    effect = np.where(CONTAGION > 0.25, 3.0, 0.3)
    one = pattern(clause("one"), clause("two"), clause("three", counts=False))
    found = robust_over(one, sets(), sampled(effect, effect + 1.5, -effect), seed=1)
    assert found.pattern.passing == pytest.approx(0.5, abs=0.02)
    assert found.pattern.sign > 0.97
    assert found.pattern.error == pytest.approx(0.5 / np.sqrt(SETS), rel=0.1)
    assert found.clauses["two"].passing > 0.97
    assert found.clauses["three"].sign < 0.03
    split = found.splits[0]
    assert (split.parameter, split.low_sets, split.high_sets) == ("asb.contagion", 20, 20)
    assert split.threshold == pytest.approx(0.25, abs=0.01)
    assert split.low < 0.05 and split.high > 0.95


def test_a_parameter_of_the_pattern_splits_nothing():
    effect = np.where(CONTAGION > 0.25, 3.0, 0.3)
    one = replace(pattern(clause()), sets=("asb.contagion",))
    found = robust_over(one, sets(), sampled(effect), seed=1)
    assert found.left_out == ("asb.contagion",)
    assert found.splits == ()
    assert found.no_split == "no parameter splits it better than chance"


def test_sets_without_an_outcome_are_counted():
    some = sampled(np.full(SETS, 3.0), np.full(SETS, 3.0))
    some.pairs[:4, :, 0] = np.nan
    found = robust_over(pattern(clause("one"), clause("two")), sets(), some, seed=1)
    assert (found.clauses["one"].undefined, found.clauses["two"].undefined) == (4, 0)
    assert found.pattern.undefined == 4
    assert found.pattern.passing > 0.97


def test_a_claim_that_nothing_moves_has_no_sign():
    found = robust_over(pattern(clause(direction="same")), sets(), sampled(np.zeros(SETS)), seed=1)
    assert isnan(found.pattern.sign) and isnan(found.clauses["claim"].sign)
    assert found.pattern.passing > 0.97


@pytest.fixture
def trying(monkeypatch, tmp_path):
    """Try patterns over made-up sets; return the numbers of those that had to be run."""

    def run(*patterns, families=("plausible",), count=SETS, model=MODEL, force=False, replicates=2):
        made = []

        def sample(one, some, runs, workers, told):
            made.append(one.key)
            return sampled(np.full(len(some), 3.0), replicates=runs)

        monkeypatch.setattr(robust_runs, "sample_sets", sample)
        asked = [Asked(family, sets(count), 1, replicates) for family in families]
        try_over_sets(patterns, asked, tmp_path, model, told=Silent(), workers=1, force=force)
        return made

    return run


def test_what_is_there_is_not_run_again(trying, tmp_path):
    one, two = pattern(clause(), key="P97"), pattern(clause(), key="P98")
    assert trying(one) == ["P97"]
    assert trying(one, two) == ["P98"]
    assert trying(one, two) == []
    assert trying(one, families=("plausible", "ensemble")) == ["P97"]
    kept = kept_robustness(tmp_path, "P97", MODEL, declaration(one))
    assert set(kept) == {"plausible", "ensemble"}
    assert trying(one, count=30) == ["P97"]
    assert trying(one, count=30, replicates=3) == ["P97"]
    assert trying(one, count=30, replicates=3, force=True) == ["P97"]
    assert trying(one, count=30, replicates=3, model="2" * 64) == ["P97"]
    changed = pattern(clause(smallest=0.1), key="P97")
    assert trying(changed, count=30, replicates=3, model="2" * 64) == ["P97"]


def test_what_was_kept_is_read_as_it_was(trying, tmp_path):
    one = pattern(clause())
    trying(one)
    kept = kept_robustness(tmp_path, "P99", MODEL, declaration(one))["plausible"]
    again = robust_over(one, sets(), sampled(np.full(SETS, 3.0)), 1)
    assert kept == again
    assert kept_robustness(tmp_path, "P99", "2" * 64, declaration(one)) == {}
    assert kept_robustness(tmp_path, "P99", MODEL, "another") == {}
    path = tmp_path / "robustness" / "P99.json"
    path.write_text(path.read_text(encoding="utf-8")[:100], encoding="utf-8")
    assert kept_robustness(tmp_path, "P99", MODEL, declaration(one)) == {}


def test_the_digest_of_a_scorecard_covers_robustness(trying, tmp_path):
    one = pattern(clause())
    before = stored([one], tmp_path, MODEL)
    assert before.digest == Scorecard(MODEL, ()).digest
    trying(one)
    two_runs = stored([one], tmp_path, MODEL).digest
    trying(one, replicates=3)
    assert len({before.digest, two_runs, stored([one], tmp_path, MODEL).digest}) == 3


def test_the_page_and_the_table_say_what_is_known_and_what_is_not(trying, tmp_path):
    one = pattern(clause("one"))
    assert robust_page(()) == ""
    effect = np.where(CONTAGION > 0.25, 3.0, 0.3)
    over = robust_over(one, sets(), sampled(effect), seed=1)
    over = over._replace(pattern=Chance(0.98, 0.5, 0.08, 3))
    text = robust_page([(one, {"plausible": over})], ["P98", "P99"])
    assert "Not tried yet: P98." in text
    assert "| P99 | 0.98 | 0.50 ± 0.08 | 3 | not tried | not tried | not tried |" in text
    assert "(a) is 40 sets with 2 replicates each, seed 1 (digest `" in text
    assert "There is nothing yet over sets of the ensemble." in text
    assert "| P99 | plausible sets | asb.contagion at 0.25 | all sets | 0.00 of 20 |" in text
    lines = in_words("plausible", over)
    assert lines[0] == ("over 40 plausible sets, undefined in 3: sign 0.98, passing 0.50 ± 0.08")
    assert "split by asb.contagion at 0.25: up to it 0.00 pass" in lines[1]
    table = robust_table_of([(one, {"plausible": over})])
    assert list(table["clause"]) == [WHOLE, "one"]
    assert list(table["undefined"]) == [3, 0]


@pytest.mark.parametrize("key", ["P14", "P17", "P22", "P28"])
def test_what_is_published_follows_from_the_effects_beside_it(key):
    (one,) = (p for p in PATTERNS if p.key == key)
    there = kept_robustness(PUBLISHED, key, fingerprint(), declaration(one))
    assert there, "what is published is of another model: publish the scorecard again"
    asked = families(len(there["plausible"].members), there["plausible"].replicates)
    assert {one.family for one in asked} == set(there)
    for family in asked:
        was = there[family.family]
        found = summary(one, family.sets, was.effects, was.seed, was.refused)
        assert repr(found) == repr(was)  # not a number is not equal to itself

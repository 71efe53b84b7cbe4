"""The ledger of gains and losses, against what it is by hand."""

import numpy as np
import pytest
from fakes import ARMS, FakeModel, small_scenario

from iwsim.outcomes import BY_NAME
from iwsim.study.compare import compare

pytestmark = pytest.mark.usefixtures("fake_model")


@pytest.fixture
def made(fake_model):
    return compare(small_scenario(weeks=104), ARMS, 8, workers=2)


def test_a_gain_is_the_paired_difference_in_deviations_between_replicates(made):
    rows = made.weekly[made.weekly["week"].between(26, 103)]
    levels = rows.groupby(["arm", "replicate"])["stress"].mean().unstack("arm")
    spread = np.sqrt((levels[ARMS[0]].var(ddof=1) + levels[ARMS[1]].var(ddof=1)) / 2)
    row = made.ledger.set_index(["window", "outcome", "arm"]).loc[("late", "stress", ARMS[1])]
    assert row["gain"] == pytest.approx(-row["difference"] / spread)  # less stress is a gain
    assert row["gain_low"] == pytest.approx(-row["high"] / spread)
    assert row["gain_high"] == pytest.approx(-row["low"] / spread)


def test_differences_and_words_are_those_of_the_table_and_the_declaration(made):
    ledger = made.ledger
    table = made.table.set_index(["window", "outcome", "arm"])
    for row in ledger.to_dict("records"):
        theirs = table.loc[(row["window"], row["outcome"], row["arm"])]
        for name in ("reference", "difference", "low", "high", "share_better"):
            assert row[name] == theirs[name]
        declared = BY_NAME[row["outcome"]]
        for name in ("side", "meaning", "unit", "better"):
            assert row[name] == getattr(declared, name)


def test_gains_are_positive_whichever_way_is_better(made):
    sign = made.ledger["better"].map({"higher": 1.0, "lower": -1.0})
    assert (np.sign(made.ledger["gain"]) == np.sign(made.ledger["difference"]) * sign).all()
    assert (made.ledger["gain_low"] <= made.ledger["gain"]).all()
    assert (made.ledger["gain"] <= made.ledger["gain_high"]).all()


def test_it_holds_every_outcome_of_the_estate_that_has_a_better_side(monkeypatch):
    def with_more(model):
        found = whole(model)
        found.weekly = found.weekly.assign(visits=1.0, **{"exhaustion.landlord": 0.5})
        return found

    whole = FakeModel.run
    monkeypatch.setattr(FakeModel, "run", with_more)
    comparison = compare(small_scenario(weeks=104), ARMS, 3, workers=1)
    assert {"visits", "exhaustion.landlord"} < set(comparison.table["outcome"])
    judged = {"incidents", "stress", "resident_trust", "spend", "public_cost", "wait_help_weeks"}
    assert set(comparison.ledger["outcome"]) == judged
    assert len(comparison.ledger) == 2 * 2 * len(judged)


def test_an_outcome_that_never_varies_has_no_standardised_gain(monkeypatch):
    def constant(model):
        found = whole(model)
        found.weekly = found.weekly.assign(stress=float(ARMS.index(model.arm)))
        return found

    whole = FakeModel.run
    monkeypatch.setattr(FakeModel, "run", constant)
    ledger = compare(small_scenario(), ARMS, 3, workers=1).ledger.set_index(["outcome", "arm"])
    assert ledger.loc[("stress", ARMS[1]), "difference"] == 1.0
    assert np.isnan(ledger.loc[("stress", ARMS[1]), "gain"])
    assert np.isfinite(ledger.loc[("incidents", ARMS[1]), "gain"])

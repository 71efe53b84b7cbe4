"""Comparisons: what the tables say of numbers that are known."""

import io
import math

import numpy as np
import pandas as pd
import pytest
from fakes import ARMS, COLUMNS, FakeModel, small_scenario
from scipy import stats

from iwsim.errors import ScenarioError
from iwsim.outcomes import BY_NAME
from iwsim.study.compare import compare
from iwsim.study.headline import NET
from iwsim.study.progress import Bar, Lines, reporter

pytestmark = pytest.mark.usefixtures("fake_model")


@pytest.fixture
def long(fake_model):
    return compare(small_scenario(weeks=104), ARMS, 8, workers=2)


def _levels(comparison, arm, column, first, last):
    rows = comparison.weekly
    rows = rows[(rows["arm"] == arm) & rows["week"].between(first, last)]
    return rows.sort_values("week").groupby("replicate")[column]


def test_differences_are_paired_by_replicate(long):
    row = long.table.set_index(["window", "outcome", "arm"]).loc[("late", "stress", ARMS[1])]
    own = _levels(long, ARMS[1], "stress", 26, 103).mean()
    base = _levels(long, ARMS[0], "stress", 26, 103).mean()
    gap = (own - base).to_numpy()
    interval = stats.ttest_1samp(gap, 0.0).confidence_interval(0.95)
    assert row["difference"] == pytest.approx(gap.mean(), rel=1e-12)
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))
    assert row["mean_reference"] == pytest.approx(base.mean())
    assert row["mean_arm"] == pytest.approx(own.mean())
    assert (row["reference"], row["n"], row["share_better"]) == ("siloed", 8, 1.0)


def test_an_outcome_is_taken_over_a_window_as_it_declares(long):
    table = long.table.set_index(["window", "outcome", "arm"])
    for column in set(COLUMNS) & set(BY_NAME):
        levels = _levels(long, ARMS[0], column, 0, 25)
        expected = {"mean": levels.mean, "sum": levels.sum, "end": levels.last}
        found = table.loc[("early", column, ARMS[2]), "mean_reference"]
        assert found == pytest.approx(expected[BY_NAME[column].over]().mean())


def test_the_arms_share_their_luck(long):
    assert (long.table["runs_saved"].dropna() > 100.0).all()
    before = long.weekly[long.weekly["week"] < 0].drop(columns="arm")
    rows = [frame.reset_index(drop=True) for _, frame in before.groupby(long.weekly["arm"])]
    assert rows[0].equals(rows[1])
    assert rows[0].equals(rows[2])


def test_an_arm_against_itself_differs_by_nothing(monkeypatch):
    monkeypatch.setattr(FakeModel, "branch", lambda self, arm: _branch_as_reference(self))
    table = compare(small_scenario(), ARMS[:2], 3, workers=1).table
    assert (table[["difference", "low", "high"]] == 0.0).all(axis=None)
    assert set(table["share_better"].dropna()) <= {0.5}


def _branch_as_reference(model):
    other = FakeModel(model.scenario, ARMS[0], model.seed, model.replicate)
    other.week, other.rows = model.week, list(model.rows)
    other.state = {"spend": model.state["spend"].copy()}
    return other


def test_a_run_in_a_comparison_has_the_bits_of_a_separate_run(long):
    alone = FakeModel(long.scenario, ARMS[2], seed=1, replicate=5).run().weekly
    rows = long.weekly[(long.weekly["arm"] == ARMS[2]) & (long.weekly["replicate"] == 5)]
    pd.testing.assert_frame_equal(
        rows.set_index("week")[list(COLUMNS)], alone, check_exact=True, check_index_type=False
    )


def test_money_is_extra_cost_benefit_and_net_discounted(long):
    money = long.money.set_index(["window", "arm", "quantity"])
    rate = long.scenario.parameters["money"].discount
    factors = (1.0 + rate) ** (-np.arange(104.0) / 52.0)

    def total(arm, column):
        rows = long.weekly[(long.weekly["arm"] == arm) & (long.weekly["week"] >= 0)]
        wide = rows.pivot(index="replicate", columns="week", values=column)
        return (wide.to_numpy() * factors).sum(axis=1)

    cost = total(ARMS[1], "spend") - total(ARMS[0], "spend")
    benefit = total(ARMS[0], "public_cost") - total(ARMS[1], "public_cost")
    found = money.sort_index().loc[("all", ARMS[1])]["value"]
    assert found["extra_cost"] == pytest.approx(cost.mean())
    assert found["benefit"] == pytest.approx(benefit.mean())
    assert found["net"] == pytest.approx((benefit - cost).mean())
    assert set(long.money["window"]) == {"early", "late", "all"}


def test_the_ratio_is_given_only_where_extra_cost_is_above_zero(long):
    ratios = long.money[long.money["quantity"] == "ratio"]
    assert ratios["value"].isna().all()  # the fake arms spend less
    assert set(ratios["reading"]) == {"costs less and saves money elsewhere"}


def test_money_so_far_ends_at_the_sum_of_all_weeks(long):
    so_far = long.cumulative
    last = so_far[so_far["week"] == 103].set_index(["arm", "quantity"])["value"]
    money = long.money.set_index(["window", "arm", "quantity"])["value"]
    for arm in ARMS[1:]:
        for quantity in ("extra_cost", "benefit", "net"):
            assert last[arm, quantity] == pytest.approx(money["all", arm, quantity])
    assert (so_far["low"] <= so_far["value"]).all()


def test_critical_points_are_means_and_the_highest_of_the_runs(long):
    points = long.critical_points.set_index(["arm", "quantity"])
    for arm in ARMS:
        row = points.loc[(arm, "branching_number")]  # 0.1 in the first replicate to 0.8
        assert (row["value"], row["highest"], row["n"]) == (pytest.approx(0.45), 0.8, 8)
        assert points.loc[(arm, "mean_need"), "value"] == pytest.approx(0.3)


def test_the_headline_reads_what_the_intervals_allow(long):
    headline = long.headline().set_index(["arm", "outcome"])
    assert headline.loc[(ARMS[1], "stress"), "late_reading"] == "better"
    assert headline.loc[(ARMS[1], "resident_trust"), "late_reading"] == "worse"
    assert headline.loc[(ARMS[1], NET), "early_reading"] == "better"
    assert math.isfinite(headline.loc[(ARMS[1], "stress"), "late_low"])


def test_without_a_late_window_every_table_says_so(fake_model):
    short = compare(small_scenario(weeks=30), ARMS[:2], 2, workers=1)
    said = "No late window: 30 weeks after the switch, it takes 104."
    assert set(short.table["window"]) == {"early"}
    assert set(short.headline()["late_reading"]) == {said}
    assert said in short.notes


def test_a_reference_that_drifts_says_so(monkeypatch):
    real = FakeModel.step

    def drifting(self):
        real(self)
        self.rows[-1] = self.rows[-1] + 0.2 * max(self.week, 0)

    monkeypatch.setattr(FakeModel, "step", drifting)
    notes = compare(small_scenario(weeks=104), ARMS[:2], 3, workers=1).notes
    assert any(note.startswith("siloed drifts: stress moves from ") for note in notes)


def test_flats_are_means_over_replicates(long):
    assert list(long.flats["arm"]) == [arm for arm in ARMS for _ in range(2)]
    expected = np.mean(
        [
            FakeModel(long.scenario, ARMS[1], 1, replicate).run().flats["stress"].to_numpy()
            for replicate in range(8)
        ],
        axis=0,
    )
    found = long.flats.loc[long.flats["arm"] == ARMS[1], "stress"]
    assert found.to_numpy() == pytest.approx(expected)


def test_one_arm_and_one_replicate_have_levels_and_no_differences():
    alone = compare(small_scenario(), ARMS[:1], 1, workers=1)
    assert alone.table.empty
    assert len(alone.weekly) == 34
    assert any("One replicate" in note for note in alone.notes)


def test_all_faults_of_the_arguments_are_told_at_once():
    with pytest.raises(ScenarioError) as refusal:
        compare(small_scenario(), ("siloed", "siloed", "virtual_taem"), 0, -1, workers=0)
    faults = {fault.key: fault for fault in refusal.value.faults}
    assert len(refusal.value.faults) == 5
    assert set(faults) == {"arms", "replicates", "seed", "workers"}
    assert "nearest: virtual_team" in str(refusal.value)


def test_lines_tell_how_far_it_is(monkeypatch):
    clock = iter(np.arange(0.0, 1000.0, 6.0))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    stream = io.StringIO()
    told = Lines(stream)
    told.begin(60, 20)
    for _ in range(3):
        told.advance(10, 0)
    told.advance(9, 1)
    told.end()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "60 runs, 20 of them finished before"
    assert any("a second" in line and "s left" in line for line in lines)
    assert lines[-1].startswith("60 of 60 runs")
    assert "1 failed" in lines[-1]
    assert "\x1b" not in stream.getvalue()


def test_a_bar_on_a_terminal_tells_runs_and_rate():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    told = reporter(stream)
    assert isinstance(told, Bar)
    told.begin(4, 1)
    told.say("compiling")
    told.advance(3, 0)
    told.end()
    assert "4 of 4 runs" in stream.getvalue()
    assert "a second" in stream.getvalue()


def test_nothing_is_printed_unless_asked(capsys):
    compare(small_scenario(), ARMS[:2], 2, workers=1)
    assert capsys.readouterr() == ("", "")

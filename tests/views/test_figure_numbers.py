"""The numbers behind the figures, against what they are by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from iwsim.outcomes import BY_NAME
from iwsim.state import HOUR_USES
from iwsim.views import hours, incidents, ledger, money
from iwsim.views.floorplan import in_a_row, packed, paint
from iwsim.views.interval import mean_interval
from iwsim.views.style import arm_styles, outcome_label


def test_the_interval_is_students():
    values = np.array([[1.0, 2.0, 4.0, np.nan], [5.0, np.nan, np.nan, np.nan], [np.nan] * 4])
    mean, low, high = mean_interval(values)
    known = values[0, :3]
    half = stats.t.ppf(0.975, 2) * stats.sem(known)
    assert (low[0], high[0]) == pytest.approx((known.mean() - half, known.mean() + half))
    assert mean[1] == 5.0
    assert np.isnan([low[1], high[1], mean[2], low[2]]).all()


def test_no_running_mean_before_the_switch_sees_a_week_after(make):
    comparison = make(arms=2)
    before = incidents.course(comparison)
    comparison.weekly.loc[comparison.weekly["week"] >= 0, "incidents"] += 1000.0
    after = incidents.course(comparison)
    early = before["week"] < 0
    pd.testing.assert_frame_equal(before[early], after[early])
    assert (after.loc[(after["week"] == 0) & (after["outcome"] == "incidents"), "mean"] > 200).all()


def test_shares_of_hours_add_up(make):
    for frame in hours.shares(make(arms=2)).values():
        assert list(frame.columns) == list(HOUR_USES)
        assert frame.sum(axis=1).to_numpy() == pytest.approx(100.0)


def test_equal_arms_cost_nothing_and_gain_nothing(make):
    comparison = make(arms=2)
    same = comparison.weekly[comparison.weekly["arm"] == "siloed"]
    other = same.assign(arm=comparison.arms[1])
    comparison.weekly = pd.concat([same, other], ignore_index=True)
    sums = money.sums(comparison)
    assert (sums[["extra_cost", "benefit"]] == 0.0).all(axis=None)
    assert (money.net_over_time(comparison)[["mean", "low", "high"]] == 0.0).all(axis=None)


def test_the_net_ends_at_benefit_less_extra_cost(make):
    comparison = make(arms=3)
    sums, path = money.sums(comparison), money.net_over_time(comparison)
    last = path[path["week"] == path["week"].max()].set_index("arm")["mean"]
    for arm, rows in sums.groupby("arm"):
        assert last[arm] == pytest.approx((rows["benefit"] - rows["extra_cost"]).mean())


def test_the_ledger_is_drawn_over_the_last_window_side_by_side(make):
    comparison = make(arms=3)
    data = ledger.entries(comparison)
    assert set(data["window"]) == {"late"}
    assert set(data["arm"]) == set(comparison.arms[1:])
    lines = ledger.order(data, comparison.arms[-1])
    sides = [side for side, _ in lines]
    assert sides == sorted(sides, key=ledger.SIDES.index)
    gain = data[data["arm"] == comparison.arms[-1]].set_index("outcome")["gain"]
    staff = [gain[outcome] for side, outcome in lines if side == "staff"]
    assert staff == sorted(staff, reverse=True)


def test_every_flat_stands_in_a_cell_of_its_own(make):
    flats = make(arms=1, towers=7, low=26).flats
    flats = flats.assign(stress=np.arange(1.0, len(flats) + 1))
    for kind, plan_of in (("tower", in_a_row), ("low_rise", lambda rows: packed(rows, 60))):
        rows = flats[flats["kind"] == kind]
        sheet = paint(plan_of(rows), rows, "stress")
        assert sorted(sheet[np.isfinite(sheet)]) == sorted(rows["stress"])
    tower = flats[flats["block"] == 1]
    sheet = paint(in_a_row(tower), tower, "stress")
    assert sheet[0].tolist() == tower.loc[tower["floor"] == 0, "stress"].tolist()


def test_arms_look_different_in_colour_and_in_shape():
    looks = list(arm_styles([str(number) for number in range(10)]).values())
    for part in ("line", "marker", "hatch"):
        assert len({getattr(look, part) for look in looks}) == len(looks)
    assert len({look.colour for look in looks[:7]}) == 7


def test_labels_come_from_the_declaration():
    unit = BY_NAME["caseload"].unit
    assert outcome_label("caseload") == f"Caseload ({unit})"

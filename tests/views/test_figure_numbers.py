"""The numbers behind the figures, against what they are by hand."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from iwsim.outcomes import BY_NAME
from iwsim.state import HOUR_USES
from iwsim.study.discounting import PUBLIC_COST, SPEND
from iwsim.study.money import money_table
from iwsim.study.paired import block_of
from iwsim.study.windows import all_weeks, windows
from iwsim.views import balance, dots, hours, incidents, ledger, money, towers
from iwsim.views.estate_layout import places
from iwsim.views.floorplan import in_a_row, packed, paint
from iwsim.views.interval import mean_interval
from iwsim.views.purse import purse
from iwsim.views.style import arm_styles, house_style
from iwsim.views.words import label_of, outcome_label


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
    levels = (after["outcome"] == "incidents") & (after["measure"] == incidents.LEVEL)
    first = after.loc[(after["week"] == 0) & levels, "mean"]
    assert (first > 1000.0 / incidents.RUNNING).all()


def test_incidents_differ_by_what_was_added_to_one_arm(make):
    comparison = make(arms=2)
    weekly = comparison.weekly
    same = weekly[weekly["arm"] == "siloed"]
    more = same.assign(arm=comparison.arms[1], incidents=same["incidents"] + 3.0)
    comparison.weekly = pd.concat([same, more], ignore_index=True)
    data = incidents.course(comparison)
    gaps = data[data["measure"] == incidents.DIFFERENCE].groupby("outcome")
    for outcome, known in (("incidents", 3.0), ("recorded_incidents", 0.0)):
        ends = gaps.get_group(outcome)[["mean", "low", "high"]]
        assert ends.to_numpy() == pytest.approx(known)


@pytest.mark.parametrize("weeks", [1, 4, 13])
def test_a_run_of_a_few_weeks_has_a_course(make, weeks):
    comparison = make(arms=2, weeks=weeks)
    comparison.weekly = comparison.weekly[comparison.weekly["week"] >= -1]
    data = incidents.course(comparison)
    assert data["week"].max() == weeks - 1
    assert np.isfinite(data["mean"]).all()


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


def test_the_ledger_is_drawn_over_the_last_window(make):
    comparison = make(arms=3)
    data = ledger.entries(comparison)
    assert set(data["window"]) == {"late"}
    assert set(data["arm"]) == set(comparison.arms[1:])


def test_the_ledger_runs_from_gains_to_losses_side_by_side(make):
    comparison = make(arms=3)
    data = balance.with_purse(ledger.entries(comparison), purse(comparison))
    arm = comparison.arms[-1]
    rows = balance.order(data, arm)
    sides = [row.side for row in rows]
    assert sides == sorted(sides, key=list(balance.SIDES).index)
    shown = data[data["arm"] == arm].set_index("outcome")["shown"]
    for side, name in balance.SIDES.items():
        head, *rest = [row for row in rows if row.side == side]
        assert (head.outcome, head.label) == ("", name)
        gains = [shown[row.outcome] for row in rest]
        assert gains == sorted(gains, reverse=True)
        assert {row.label for row in rest} == {label_of(row.outcome) for row in rest}


def test_a_gain_is_in_per_cent_of_the_reference(make):
    entries = ledger.entries(make(arms=2)).set_index("outcome", drop=False)
    ends = ["mean_reference", "difference", "low", "high"]
    entries.loc["stress", ends] = [0.4, -0.1, -0.2, 0.1]
    entries.loc["hope", ends] = [0.4, -0.1, -0.2, 0.1]
    entries.loc["routine", ends] = [0.0, 0.5, 0.4, 0.6]
    entries.loc["moves", ends] = [0.0, 0.0, 0.0, 0.0]
    entries.loc["evictions", ends] = [np.nan] * 4
    shown = balance.in_per_cent(entries)[balance.SHOWN]
    assert shown.loc["stress"].tolist() == pytest.approx([25.0, -25.0, 50.0])
    assert shown.loc["hope"].tolist() == pytest.approx([-25.0, -50.0, 25.0])
    assert shown.loc["routine"].tolist() == [np.inf] * 3
    assert shown.loc["moves"].tolist() == [0.0] * 3
    assert shown.loc["evictions"].isna().all()


def test_rows_that_say_nothing_are_named_and_not_drawn(make):
    comparison = make(arms=3)
    data = balance.with_purse(ledger.entries(comparison), purse(comparison))
    assert balance.left_out(data) == ""
    data.loc[data["outcome"] == "evictions", balance.SHOWN] = np.nan
    data.loc[data["outcome"] == "moves", balance.SHOWN] = 0.0
    last = data["arm"] == comparison.arms[-1]
    data.loc[(data["outcome"] == "stress") & last, balance.SHOWN] = np.nan
    assert balance.left_out(data).endswith(": evictions; households that left.")
    drawn = {row.outcome for row in balance.order(data, comparison.arms[-1])}
    assert drawn.isdisjoint({"evictions", "moves"})
    assert "stress" in drawn


def test_the_purse_is_the_table_of_money(make):
    comparison = make(arms=3)
    weeks = int(comparison.weekly["week"].max()) + 1
    block = block_of(comparison.weekly, comparison.arms, (SPEND, PUBLIC_COST))
    rate = comparison.scenario.parameters["money"].discount
    spans = (all_weeks(weeks), windows(weeks)[-1])
    table = money_table(block, spans, rate, 1.0).set_index(["window", "arm", "quantity"])
    mine = purse(comparison).set_index(["arm", "row"])
    for arm in comparison.arms[1:]:
        for row, key in (
            ("net", ("all", arm, "net")),
            (PUBLIC_COST, ("all", arm, "benefit")),
            ("net_in_window", ("late", arm, "net")),
        ):
            ends = table.loc[key, ["value", "low", "high"]].to_numpy(dtype=float) / 1000.0
            assert mine.loc[(arm, row)].to_numpy() == pytest.approx(ends)
        spent = table.loc[("all", arm, "extra_cost"), "value"] / 1000.0
        assert mine.loc[(arm, SPEND), "gain"] == pytest.approx(-spent)


@pytest.mark.parametrize("arms", range(1, 11))
def test_bars_of_hours_hide_no_other_and_are_not_cut(make, arms):
    with house_style():
        axes = hours.hours(make(arms=arms, replicates=2, weeks=30)).figure.axes[0]
    bars = [bar for group in axes.containers for bar in group]
    spans = sorted((bar.get_y(), bar.get_y() + bar.get_height()) for bar in bars)
    assert len(spans) == arms * len(HOUR_USES)
    lowest, highest = sorted(axes.get_ylim())
    assert lowest <= spans[0][0]
    assert spans[-1][1] <= highest
    for (_, end), (start, _) in pairwise(spans):
        assert end < start


@pytest.mark.parametrize("arms", range(1, 11))
def test_marks_in_a_row_stand_apart_and_inside_it(arms):
    spans = dots.spread(arms)
    assert all(above < below for above, below in spans)
    ends = [end for span in spans for end in span]
    assert ends == pytest.approx(sorted(ends))
    assert -0.5 < ends[0]
    assert ends[-1] < 0.5
    row = dots.row_inches(9, arms, 2.0)
    assert dots.mark_points(row, arms) <= 72.0 * row * (spans[0][1] - spans[0][0])


@pytest.mark.parametrize("arms", range(1, 11))
def test_every_arm_is_on_the_plan_as_it_is_or_as_it_differs(arms):
    names = tuple(str(number) for number in range(arms))
    lines = places(names)
    assert len({len(line) for line in lines}) == 1
    shown = [place for line in lines for place in line if place is not None]
    assert shown[0] == ("0", "level")
    assert [arm for arm, shows in shown if shows == "difference"] == list(names[1:])
    levels = [arm for arm, shows in shown if shows == "level"]
    assert levels in (list(names), ["0"])


def test_flats_differ_from_the_same_flat_of_the_reference(make):
    comparison = make(arms=3)
    flats = comparison.flats.sample(frac=1.0, random_state=3).reset_index(drop=True)
    comparison.flats = flats
    gaps = towers.differences(comparison, "stress")
    assert (gaps[flats["arm"] == "siloed"] == 0.0).all()
    arm = flats["arm"] == comparison.arms[1]
    here = [*towers.PLACES]
    wide = flats.pivot_table(index=here, columns="arm", values="stress")
    known = (wide[comparison.arms[1]] - wide["siloed"]).rename("known").reset_index()
    both = flats[arm].assign(gap=gaps[arm]).merge(known, on=here)
    assert both["gap"].to_numpy() == pytest.approx(both["known"].to_numpy())
    assert len(both) == arm.sum()


def test_colours_are_shared_by_arms_and_differences_are_centred_on_zero(make):
    drawn = towers.towers_stress(make(arms=3))
    norms = [image.norm for axes in drawn.figure.axes for image in axes.images]
    limits = {(norm.vmin, norm.vmax) for norm in norms}
    assert len(limits) == 2
    assert sum(low == -high for low, high in limits) == 1


def test_an_outcome_that_never_varies_has_no_standardised_gain(make):
    comparison = make(arms=2)
    comparison.weekly["threat"] = comparison.weekly["arm"].map({"siloed": 0.0}).fillna(0.5)
    data = ledger.entries(comparison).set_index("outcome")
    assert np.isnan(data.loc["threat", "gain"])
    assert np.isfinite(data.loc["stress", "gain"])


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


def test_blocks_of_two_patches_may_bear_one_number(make):
    flats = make(arms=1, towers=2, low=0).flats.assign(block=1)
    sheet = paint(in_a_row(flats), flats.assign(stress=1.0), "stress")
    assert np.nansum(sheet) == len(flats)


def test_arms_look_different_in_colour_and_in_shape():
    looks = list(arm_styles([str(number) for number in range(10)]).values())
    for part in ("line", "marker", "hatch"):
        assert len({getattr(look, part) for look in looks}) == len(looks)
    assert len({look.colour for look in looks[:7]}) == 7


def test_labels_come_from_the_declaration():
    for name, outcome in BY_NAME.items():
        label = label_of(name)
        assert label.removeprefix("Mean ").lower() in outcome.meaning.lower()
        assert not set(label) & set("_;(")
        assert outcome_label(name, 200).startswith(f"{label} (")
    assert outcome_label("stress") == "Stress of residents (0\N{EN DASH}1)"
    assert max(map(len, outcome_label("caseload", 40).splitlines())) <= 40

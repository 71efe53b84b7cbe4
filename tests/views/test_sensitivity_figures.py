"""Figures of studies over many factors: their numbers are the table's, and no words collide."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from iwsim.discovery.regions import COLUMNS
from iwsim.views.cells import written
from iwsim.views.grid_map import draw_grid
from iwsim.views.margin import apart
from iwsim.views.multiples import factor_label
from iwsim.views.region_parts import lies_in, parts_of, scale_of
from iwsim.views.regions import draw_regions
from iwsim.views.sensitivity_course import MOST_NAMED, draw_course
from iwsim.views.sensitivity_morris import MOST_NAMED as MOST_OF_MORRIS
from iwsim.views.sensitivity_morris import draw_morris
from iwsim.views.sensitivity_pairs import draw_second_order
from iwsim.views.sensitivity_sobol import draw_sobol
from iwsim.views.sensitivity_years import draw_years
from iwsim.views.style import SMALL, house_style, render
from iwsim.views.tornado import draw_tornado
from tests.views import study_tables as made
from tests.views.overlaps import collisions, texts

MILLIMETRES = 25.4
TITLE, CAPTION = "What matters", "Scenario: Seven towers; 20 replicates, the same luck in all."
ONE = made.OUTCOMES[:1]
LONG = (
    "Needs that are serious and not yet met (per 100 adults)",
    "Anti-social incidents, reported or not (incidents)",
)
WORDS = ("net money below 0", "net money 0 or above")


def region_table():
    shared = (51, 1.0, 1.0, 3.1, 50, 0.96, 0.98)
    lines = [
        (1, "trust", 0.4, 0.8, "", *shared, 1e-9),
        (1, "posts", 2.0, 8.0, "", *shared, 1e-8),
        (1, "team", np.nan, np.nan, "none|colocated", *shared, 1e-7),
        (2, "purse", np.nan, np.nan, "apart", 80, 0.4, 0.5, 1.5, 70, 0.3, 0.4, 0.02),
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def regions_figure():
    values, net, _ = made.points()
    return draw_regions(values, net < 0, region_table(), TITLE, CAPTION, words=WORDS)


def long_named(table):
    return table.assign(low_value=0.000597, high_value=0.0054)


def grid_figure(panel="purse"):
    return draw_grid(
        made.grid() if panel else made.grid().query("purse == 'shared_purse'"), TITLE, CAPTION,
        across="team_size", down="contagion", panel=panel, label="net money (thousand GBP)",
    )  # fmt: skip


DRAWN = {
    "morris": lambda: draw_morris(made.morris(), TITLE, CAPTION),
    "morris of one": lambda: draw_morris(made.morris(ONE), TITLE, CAPTION),
    "sobol": lambda: draw_sobol(made.sobol(), TITLE, CAPTION),
    "sobol of one": lambda: draw_sobol(made.sobol(ONE), TITLE, CAPTION),
    "pairs": lambda: draw_second_order(made.pairs(), TITLE, CAPTION),
    "course": lambda: draw_course(made.course(), TITLE, CAPTION),
    "years": lambda: draw_years(made.years(), TITLE, CAPTION),
    "tornado": lambda: draw_tornado(made.tornado(), TITLE, CAPTION, label="gain (thousand GBP)"),
    "tornado of three": lambda: draw_tornado(
        made.tornado(made.OUTCOMES), TITLE, CAPTION, label="team less silo (outcome's unit)"
    ),
    "tornado of long names": lambda: draw_tornado(
        long_named(made.tornado(LONG)), TITLE, CAPTION, label="team less silo"
    ),
    "grid": grid_figure,
    "grid of one": lambda: grid_figure(""),
    "regions": regions_figure,
}


def drawn(name):
    with house_style():
        return DRAWN[name]()


@pytest.mark.parametrize("name", DRAWN)
def test_it_fits_a_page_and_no_words_collide(name):
    figure = drawn(name)
    width, height = figure.get_size_inches() * MILLIMETRES
    assert width == pytest.approx(180.0)
    assert height <= 240.0 + 1e-9
    assert all(text.get_fontsize() >= SMALL for text in texts(figure))
    assert collisions(figure) == []


@pytest.mark.parametrize("name", ["morris of one", "course", "grid of one", "regions"])
def test_it_has_the_same_bytes_each_time(name):
    assert render(drawn(name), "svg") == render(drawn(name), "svg")


def _marks(axes):
    """Return the places of all marks of axes."""
    lines = [line for line in axes.lines if line.get_marker() not in ("None", None, "")]
    return np.concatenate([np.column_stack(line.get_data()) for line in lines])


def _sorted(places):
    return np.array(sorted(map(tuple, np.asarray(places, dtype=float))))


def test_marks_of_morris_are_the_table_and_the_strongest_are_named():
    table = made.morris(ONE)
    (axes,) = drawn("morris of one").axes
    wide = table.pivot_table(index="factor", columns="quantity", values="value")
    assert _sorted(_marks(axes)) == pytest.approx(_sorted(wide[["mu_star", "sigma"]].to_numpy()))
    named = {text.get_text() for text in axes.texts}
    strong = wide["mu_star"].sort_values(ascending=False)
    assert len(named) <= MOST_OF_MORRIS
    assert named == {factor_label(factor) for factor in strong.index[: len(named)]}


def test_rows_of_sobol_fall_from_the_largest_total_and_hold_the_table():
    table = made.sobol(ONE)
    (axes,) = drawn("sobol of one").axes
    totals = table[table["quantity"] == "ST"].sort_values("value", ascending=False)
    rows = [label.get_text() for label in axes.get_yticklabels()]
    assert rows == [factor_label(factor) for factor in totals["factor"]]
    assert sorted(_marks(axes)[:, 0]) == pytest.approx(sorted(table["value"]))
    ends = np.concatenate([lines.get_segments() for lines in axes.collections])[:, :, 0]
    assert _sorted(ends) == pytest.approx(_sorted(table[["low", "high"]].to_numpy()))


def test_what_has_not_converged_is_open():
    table = made.sobol(ONE).assign(converged=False)
    with house_style():
        (axes,) = draw_sobol(table, TITLE, CAPTION).axes
    filled = [
        line for line in axes.lines if line.get_marker() in ("s", "^") and len(line.get_xdata())
    ]
    assert {line.get_markerfacecolor() for line in filled} == {"white"}


def test_pairs_are_written_once_in_per_cent_and_pale_where_nothing_is_sure():
    table = made.pairs(ONE)
    with house_style():
        (axes,) = draw_second_order(table, TITLE, CAPTION).axes
    numbers = sorted(text.get_text() for text in axes.texts)
    assert numbers == sorted(written(100 * value, ".0f") for value in table["value"])
    sure = (table["low"] > 0) | (table["high"] < 0)
    assert len(axes.patches) == int((~sure).sum())
    assert np.isfinite(axes.images[0].get_array().filled(np.nan)).sum() == int(sure.sum())


def test_lines_of_a_course_end_at_the_last_index():
    table = made.course(ONE)
    with house_style():
        (axes,) = draw_course(table, TITLE, CAPTION).axes
    last = table[table["samples"] == table["samples"].max()].sort_values("value", ascending=False)
    ends = sorted(
        (line.get_ydata()[-1] for line in axes.lines if line.get_marker() != "None"), reverse=True
    )
    assert ends == pytest.approx(last["value"].iloc[:MOST_NAMED].tolist())
    assert {text.get_text() for text in axes.texts} == {
        factor_label(factor) for factor in last["factor"].iloc[:MOST_NAMED]
    }
    assert axes.get_xscale() == "log"


def test_years_stand_in_order_with_their_index():
    table = made.years(ONE)
    with house_style():
        (axes,) = draw_years(table, TITLE, CAPTION, quantity="S1").axes
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "3", "4", "5"]
    firsts = table[table["quantity"] == "S1"]
    top = firsts.groupby("factor")["value"].max().nlargest(6).index
    wanted = firsts[firsts["factor"].isin(top)]["value"]
    # A line and its marks: each value stands twice.
    assert sorted(_marks(axes)[:, 1]) == pytest.approx(sorted(wanted))


def test_bars_of_a_tornado_run_from_the_reference_to_the_table():
    table = made.tornado()
    (axes,) = drawn("tornado").axes
    start = table["reference"].iloc[0]
    ends = sorted(bar.get_x() + bar.get_width() for bar in axes.patches)
    both = [*table["difference_low"], *table["difference_high"]]
    assert ends == pytest.approx(sorted(both))
    assert {bar.get_x() for bar in axes.patches} == {start}
    reach = (table["difference_high"] - table["difference_low"]).abs()
    rows = [label.get_text().partition(" (")[0] for label in axes.get_yticklabels()]
    order = table.loc[reach.sort_values(ascending=False).index, "name"]
    assert rows == [factor_label(name) for name in order]


def test_cells_of_a_grid_are_the_table_with_zero_in_the_middle_of_the_colours():
    table = made.grid()
    shared, separate, _ = drawn("grid").axes
    for axes, purse in ((shared, "shared_purse"), (separate, "separate_purses")):
        mine = table[table["purse"] == purse]
        wide = mine.pivot_table(index="contagion", columns="team_size", values="value")
        assert np.asarray(axes.images[0].get_array()) == pytest.approx(wide.to_numpy()[::-1])
        unsure = ~((mine["low"] > 0) | (mine["high"] < 0))
        assert len(axes.patches) == int(unsure.sum())
        assert axes.images[0].norm.vmin == -axes.images[0].norm.vmax
        assert len(axes.texts) == len(mine)


def test_a_box_stands_where_the_table_says_and_all_points_are_there():
    values, net, _ = made.points()
    scatter = drawn("regions").axes[0]
    (box,) = scatter.patches
    assert box.get_x() == pytest.approx(0.4)
    assert box.get_y() + box.get_height() == pytest.approx(8.5)
    events = [line for line in scatter.lines if line.get_marker() == "v"]
    assert sum(len(line.get_xdata()) for line in events) == int((net < 0).sum())
    assert len(_marks(scatter)) == len(values)


def test_a_region_of_one_factor_is_drawn_over_another_that_regions_are_made_of():
    values, net, _ = made.points()
    alone = region_table().query("factor in ('team', 'purse')").assign(region=[1, 2])
    with house_style():
        figure = draw_regions(values, net < 0, alone, TITLE, CAPTION, words=WORDS)
    shown = [(axes.get_xlabel(), axes.get_ylabel()) for axes in figure.axes[::2]]
    assert shown == [("Team", "Purse"), ("Purse", "Team")]
    assert values.columns[0] not in ("team", "purse")


def test_a_tornado_shows_as_many_factors_as_are_asked_for():
    with house_style():
        (axes,) = draw_tornado(made.tornado(), TITLE, CAPTION, label="mean", rows=3).axes
    assert len(axes.get_yticklabels()) == 3
    assert "first 3 of 16 factors" in axes.get_title(loc="left")


def test_restrictions_are_read_as_they_are_told():
    values, net, _ = made.points()
    parts = parts_of(region_table(), 1)
    assert [part.factor for part in parts] == ["trust", "posts", "team"]
    inside = np.all([lies_in(part, values[part.factor]) for part in parts], axis=0)
    assert (inside == (net < 0).to_numpy()).all()
    ordered = pd.Series(pd.Categorical(["b", "a"], categories=["c", "a", "b"], ordered=True))
    assert scale_of(ordered).levels == ("c", "a", "b")
    assert scale_of(ordered).places.tolist() == [2.0, 1.0]


def test_where_there_is_nothing_it_is_said():
    values, net, _ = made.points(8)
    empty = made.sobol(ONE).assign(value=np.nan)
    with house_style():
        figures = {
            "no values": [
                draw_sobol(empty, TITLE, CAPTION),
                draw_years(empty.assign(window="year_1"), TITLE, CAPTION),
                draw_morris(made.morris(ONE).assign(value=np.nan), TITLE, CAPTION),
                draw_second_order(made.pairs(ONE).assign(value=np.nan), TITLE, CAPTION),
                draw_course(made.course(ONE).assign(value=np.nan), TITLE, CAPTION),
            ],
            "no region": [
                draw_regions(
                    values, net < 0, region_table().iloc[:0], TITLE, CAPTION, words=WORDS
                )
            ],
        }  # fmt: skip
    for words, drawn_ones in figures.items():
        for figure in drawn_ones:
            assert any(text.get_text() == words for axes in figure.axes for text in axes.texts)


def test_names_in_the_margin_keep_their_order_and_their_distance():
    heights = apart([0.0, 0.01, 0.02, 0.5, 0.99, 0.995], 0.1)
    assert all(high - low >= 0.1 - 1e-12 for low, high in pairwise(heights))
    assert min(heights) >= 0.0 and max(heights) <= 1.0
    assert apart([0.1, 0.5], 0.1) == [0.1, 0.5]


@pytest.mark.parametrize(("value", "words"), [(-0.2, "0"), (-1.2, "\N{MINUS SIGN}1"), (3.0, "3")])
def test_zero_has_no_sign(value, words):
    assert written(value, ".0f") == words

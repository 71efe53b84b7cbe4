"""The page of findings: each number with its interval, or with why it has none."""

import re

import pytest

from iwsim.views.style import house_style
from study_findings import drawn, failing, sampled, screened, tables, words
from study_findings.intervals import Ranged, of_mean, of_share
from tests.docs.findings import NO_REGION, OUTCOMES, REGION, index, write_points, write_study
from tests.docs.pages import DOCS
from tests.views.overlaps import collisions, texts

EFFECTS = {
    "one.large": (200.0, 150.0, 260.0),
    "one.small": (10.0, 4.0, 18.0),
    "one.wide": (10.0, 1.0, 22.0),
    "one.still": (0.0, 0.0, 0.0),
}
SHARES = {"one.large": (0.5, 0.4, 0.6)}


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    """Put made-up tables in the place of the published ones."""
    monkeypatch.setattr(tables, "STUDIES", tmp_path)
    for cached in (tables.table, tables.manifest):
        cached.cache_clear()
    yield tmp_path
    for cached in (tables.table, tables.manifest):
        cached.cache_clear()


def effects(of):
    return [
        index(outcome, "mu_star", factor, ends, rank)
        for outcome, ends_of in of.items()
        for rank, (factor, ends) in enumerate(ends_of.items(), start=1)
    ]


def shares(of):
    return [
        index(outcome, quantity, factor, ends, rank)
        for outcome, ends_of in of.items()
        for quantity in ("ST", "S1")
        for rank, (factor, ends) in enumerate(ends_of.items(), start=1)
    ]


def rows_of(text):
    """Return the rows of all tables, by their first cell."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {line[0]: line[1:] for line in lines}


def test_an_interval_of_a_share_is_wilsons():
    found = of_share(0, 20)
    assert found.low == 0.0
    assert found.high == pytest.approx(3.8415 / (20 + 3.8415), abs=1e-4)  # z^2 / (n + z^2)
    assert of_share(10, 20).low == pytest.approx(1.0 - of_share(10, 20).high)


def test_an_interval_of_a_mean_is_students():
    found = of_mean(1.0, 10.0, 100)
    assert found.high - 1.0 == pytest.approx(1.0 - found.low)
    assert found.high == pytest.approx(1.0 + 1.9842, abs=1e-4)


def test_words_say_money_in_thousands_and_name_a_unit_once():
    assert words.effect(Ranged(2000.0, -1000.0, 5000.0), "GBP") == "+2 [-1, +5]"
    assert words.measured("net_money", "GBP") == "net public money (thousand GBP)"
    assert words.measured("incidents", "incidents") == "incidents of anti-social behaviour"


def test_parameters_that_do_not_matter_are_named_with_their_intervals(made_up):
    twice = {**EFFECTS, "one.small": (10.0, 4.0, 19.0)}
    given = effects({"stress": EFFECTS, "net_money": twice})
    luck = {"stress": (None, 0.02), "net_money": (None, 0.28)}
    write_study(made_up / "screening", "morris", given, luck)
    text = "\n\n".join(screened.what_does_not())
    assert "Of 4 uncertain parameters 2 matter for no outcome" in text
    assert "- most for net public money, as part of the largest μ*: `one.small` 5.0% [2.0, 9.5]\n" \
        in text  # fmt: skip
    assert "- nothing at any point for any of these outcomes" in text
    assert "resample: `one.still`" in text


def test_a_parameter_that_matters_for_one_outcome_is_not_named_as_idle(made_up):
    large = {**EFFECTS, "one.small": (10.0, 4.0, 21.0)}
    given = effects({"stress": EFFECTS, "net_money": large})
    write_study(
        made_up / "screening", "morris", given, {"stress": (None, 0.0), "net_money": (None, 0.0)}
    )
    text = "\n\n".join(screened.what_does_not())
    assert "1 matter for no outcome" in text
    assert "- most for" not in text


def test_the_screening_says_how_little_the_top_is_known_and_that_luck_is_not(made_up):
    luck = {"stress": (None, 0.02), "net_money": (None, 0.28)}
    given = effects({name: EFFECTS for name in OUTCOMES})
    write_study(made_up / "screening", "morris", given, luck)
    text = "\n\n".join(screened.what_does_not())
    row = rows_of(text)["residents' stress (0-1)"]
    assert row[1].startswith("`one.large` 200 [150, 260]; `one.small` 10 [4, 18]")
    assert row[2:] == ["75%", "2%", "0.90"]
    assert "in 2 to 28 per cent the 5 largest are the same ones" in text
    assert "cannot be told which comes first" in text
    assert "the share of luck is not known" in text


def test_luck_of_a_screening_is_said_where_it_is_known(made_up):
    luck = {"stress": (0.1, 0.02), "net_money": (0.4, 0.28)}
    given = effects({name: EFFECTS for name in OUTCOMES})
    write_study(made_up / "screening", "morris", given, luck)
    text = "\n\n".join(screened.what_does_not())
    assert "not known" not in text
    assert "Luck of the runs is 10 to 40 per cent" in text


def test_a_mean_has_its_interval_beside_the_spread_of_points(made_up):
    given = shares({name: SHARES for name in OUTCOMES})
    write_study(made_up / "sobol", "sobol", given, {"stress": (0.1, 0.5), "net_money": (0.1, 0.5)})
    text = "\n\n".join(sampled.what_matters())
    assert rows_of(text.partition("The shares below")[0])["residents' stress (0-1)"] == [
        "-2 [-3.98, -0.0158]", "-21 to +17", "80% [71, 87]",
    ]  # fmt: skip
    assert "no interval of the mean but the spread of points" in text
    assert rows_of(text)["residents' stress"] == [
        "`one.large` 0.50° [0.40, 0.60]", "0.50", "10%", "75%", "50%",
    ]  # fmt: skip
    assert "Neither has an interval: " in text


def test_ingredients_that_do_next_to_nothing_have_their_share_where_it_is_largest(made_up):
    given = shares(
        {
            "stress": {"one": (0.6, 0.5, 0.7), "two": (0.02, 0.01, 0.03), "three": (0.1, 0.0, 0.2)},
            "net_money": {"one": (0.9, 0.5, 1.0), "two": (0.5, 0.3, 0.6), "three": (0.0, 0.0, 0.0)},
        }
    )
    folder = made_up / "ingredients_sobol"
    write_study(folder, "sobol", given, {"stress": (0.1, 0.5), "net_money": (0.6, 0.5)})
    text = "\n\n".join(sampled.ingredients())
    assert "1 ingredients decide next to nothing" in text
    assert "- most for residents' stress: `two` 0.02° [0.01, 0.03]" in text
    assert "luck is most of what varies: net public money." in text


def test_regions_have_intervals_and_what_they_count(made_up):
    given = shares({name: SHARES for name in OUTCOMES})
    luck = {"stress": (0.1, 0.5), "net_money": (0.1, 0.5)}
    write_study(made_up / "sobol", "sobol", given, luck, regions=[REGION, NO_REGION])
    write_study(made_up / "ingredients_sobol", "sobol", given, luck)
    text = "\n\n".join(failing.where_it_fails())
    first, _, second = text.partition("The regions, at")
    assert rows_of(first)["net public money below 0"] == [
        "parameters", "40% [31, 50] of 100 points", "75% [58, 87] of 32", "60% [45, 74] of 40",
        "0.02",
    ]  # fmt: skip
    assert rows_of(second)["net public money below 0"] == [
        "parameters", "one.low 0 to 0.5", "94% [80, 98] of 32", "75% [60, 86] of 40",
    ]  # fmt: skip
    assert rows_of(first)["residents' stress above 0"][1] == "3% [1, 8] of 100 points"
    assert "residents' stress above 0" not in rows_of(second)
    assert "Residents' stress above 0, parameters varied: Too few." in second


def test_a_table_that_a_study_has_not_is_one_without_rows(made_up):
    luck = {"stress": (None, 0.02), "net_money": (None, 0.28)}
    given = effects({name: EFFECTS for name in OUTCOMES})
    write_study(made_up / "screening", "morris", given, luck)
    found = tables.sensitivity("screening")
    assert len(found.indices) == len(given)
    assert found.years.empty
    assert {"quantity", "samples"} <= set(found.course)


@pytest.mark.parametrize("study", [tables.SOBOL, tables.INGREDIENTS])
def test_the_points_that_are_counted_are_those_that_regions_were_found_from(study):
    assert {found["points"] for found in tables.regions(study)} == {tables.points_of_base(study)}


def test_regions_are_shown_where_there_are_points_to_draw_them_from(made_up):
    given = shares({name: SHARES for name in OUTCOMES})
    luck = {"stress": (0.1, 0.5), "net_money": (0.1, 0.5)}
    folder = made_up / "sobol"
    write_study(folder, "sobol", given, luck, regions=[REGION, NO_REGION])
    write_study(made_up / "ingredients_sobol", "sobol", given, luck)
    assert "images/" not in "\n".join(failing.where_it_fails())
    happens = [True, False, True, False]
    write_points(folder, "regions_net_money_below_0", "net_money", "below 0", happens)
    text = "\n".join(failing.where_it_fails())
    assert re.findall(r"images/(\S+)\.png", text) == [
        "sobol-regions_net_money_below_0", "sobol-tornado",
    ]  # fmt: skip
    assert "studies/sobol/figures/regions_net_money_below_0.csv" in text
    with house_style():
        _, figure = next(iter(drawn.failing_figures("sobol")))
    marks = [line for line in figure.axes[0].lines if line.get_marker() == "v"]
    assert [list(line.get_xdata()) for line in marks] == [[], [0.0, 0.5]]  # outside and inside


@pytest.mark.parametrize("region", drawn.drawn_regions(tables.SOBOL), ids=lambda one: one.name)
def test_the_points_of_a_region_are_those_that_it_was_counted_from(region):
    found = region.found
    points = tables.table(tables.SOBOL, f"figures/{region.name}")
    event, values = points[found["event"]], points[found["outcome"]]
    assert (len(points), event.sum()) == (found["points"], found["events"])
    assert (event == (values > 0 if found["event"].startswith("above") else values < 0)).all()
    for _, box in tables.table(tables.SOBOL, region.name).groupby("region"):
        inside = [points[one.factor].between(one.low, one.high) for one in box.itertuples()]
        here = event[sum(inside) == len(inside)]
        assert len(here) == box["n"].iloc[0]
        assert here.mean() == pytest.approx(box["density"].iloc[0], abs=1e-5)


def test_the_page_shows_where_integration_does_not_pay_and_where_burnout_rises():
    shown = re.findall(r"images/(\S+)", (DOCS / "findings.md").read_text().replace(")", " "))
    with house_style():
        made = dict(drawn.failing_figures(tables.SOBOL))
    assert set(made) == {
        "regions_exhaustion_above_0", "regions_net_money_below_0", "tornado",
    }  # fmt: skip
    for name, figure in made.items():
        assert f"sobol-{name}.png" in shown
        assert (DOCS / "images" / f"sobol-{name}.png").is_file()
        assert collisions(figure) == []
    said = {text.get_text().replace("\n", " ") for text in texts(made["tornado"])}
    assert "Net public money (thousand GBP) first 10 of 20 factors" in said

"""Starting from another scenario: what is merged, what is replaced, and where files are sought."""

from pathlib import Path

import pytest

from iwsim.scenario import load_scenario
from tests.scenario.refusals import SMALL


@pytest.fixture
def scenario_of(tmp_path, monkeypatch):
    """Return a function that writes a file beside small.toml and loads it."""
    monkeypatch.chdir(tmp_path)
    Path("small.toml").write_text(SMALL, encoding="utf-8")

    def load(text, name="case.toml", overrides=None):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
        return load_scenario(name, overrides)

    return load


def test_nothing_changed_is_the_same_but_for_the_name(scenario_of):
    same = scenario_of('extends = "small.toml"').resolved()
    assert same.pop("name") == "case"
    base = load_scenario("small.toml").resolved()
    assert base.pop("name") == "small"
    assert same == base


def test_tables_are_merged_key_by_key(scenario_of):
    first = 'extends = "small.toml"\n[parameters.asb]\nbase_rate = 0.05\ncontagion = 0.1\n'
    scenario_of(first, "first.toml")
    second = 'extends = "first.toml"\nweeks = 10\n[parameters.asb]\ncontagion = 0.2\n'
    found = scenario_of(second)
    assert (found.weeks, found.title) == (10, "Small")
    assert found.parameters["asb"].base_rate == 0.05
    assert found.parameters["asb"].contagion == 0.2
    assert found.files == ("case.toml", "first.toml", "small.toml")


def test_agencies_are_merged_by_key_and_their_posts_replaced(scenario_of):
    found = scenario_of(
        'extends = "small.toml"\n[[agency]]\nkey = "care"\nskill = 0.9\n'
        '[[agency.post]]\ntitle = "Nurse"\ncount = 3\nhours = 30\nestate_share = 0.25\n'
    )
    landlord, care = found.agencies
    assert landlord == load_scenario("small.toml").agencies[0]
    assert (care.skill, care.other_skill, care.key) == (0.9, 0.3, "care")
    assert [(post.slot, post.title) for post in care.posts] == [(n, "Nurse") for n in (1, 2, 3)]
    assert care.full_time == pytest.approx(3 * 30 * 0.25 / 37)


def test_an_agency_with_the_key_block_or_post_is_merged_like_others(scenario_of):
    scenario_of(SMALL.replace('"care"', '"post"'), "base.toml")
    found = scenario_of('extends = "base.toml"\n[[agency]]\nkey = "post"\nskill = 0.9\n')
    assert (found.agencies[1].skill, len(found.agencies[1].posts)) == (0.9, 1)


def test_blocks_are_replaced_as_a_whole(scenario_of):
    block = SMALL[SMALL.index("[[block]]") : SMALL.index("[[agency]]")]
    found = scenario_of('extends = "small.toml"\n' + block.replace('"Tower"', '"Other"'))
    assert [spec.name for spec in found.blocks] == ["Other"]


def test_an_arm_is_added_and_another_changed(scenario_of):
    found = scenario_of(
        'extends = "small.toml"\n[arms.colocated_team]\nextra_posts = { care = 0.5 }\n'
        '[arms.slow]\npreset = "placement"\narrangement = { ramp = 26 }\n'
    )
    assert list(found.arms) == ["siloed", "colocated_team", "slow"]
    assert found.arms["colocated_team"].arrangement.outreach == 2.0
    assert found.arms["colocated_team"].extra_posts == (("care", 0.5),)
    assert found.arms["slow"].arrangement.ramp == 26.0


def test_a_path_is_sought_beside_the_file_that_names_it(scenario_of):
    scenario_of('extends = "../small.toml"\nweeks = 9\n', "deep/base.toml")
    found = scenario_of('extends = "base.toml"\n', "deep/case.toml")
    assert (found.name, found.weeks) == ("case", 9)
    assert load_scenario(Path("deep") / "case.toml") == found


def test_a_shipped_name_wins_over_a_file_of_that_name(scenario_of):
    found = scenario_of('extends = "tower"\nweeks = 9\n', "tower.toml")
    assert found.blocks == load_scenario("tower").blocks
    assert found.weeks == 9


def test_a_byte_order_mark_and_carriage_returns_are_harmless(scenario_of):
    found = scenario_of("\ufeff" + SMALL.replace("\n", "\r\n"), "windows.toml")
    assert found.agencies == load_scenario("small.toml").agencies

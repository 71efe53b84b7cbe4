"""Replicates of a case are kept as they are made, and never taken for those of another model."""

import pytest

from iwsim.cases.measured import TABLE, measure, stored
from iwsim.cases.page import page
from tests.cases.made_up import Counting, made_up

MODEL = "1" * 64
MEMBERS = {1: {"asb.contagion": 0.1}, 2: {"asb.contagion": 0.3}}


def make(case, folder, model=MODEL, force=False):
    told = []
    table = measure(
        case, folder, model, MEMBERS.__getitem__, workers=1, force=force,
        told=lambda done, of: told.append((done, of)),
    )  # fmt: skip
    return table, told


def test_what_is_there_is_not_made_again(tmp_path):
    counting = Counting()
    first, told = make(made_up(counting), tmp_path)
    assert told == [(0, 10), (8, 10), (10, 10)]
    again, told = make(made_up(counting), tmp_path)
    assert told == [(10, 10)]
    assert counting.asked == list(range(10))
    assert again.equals(first)


def test_more_replicates_are_added_and_fewer_are_read(tmp_path):
    counting = Counting()
    make(made_up(counting), tmp_path)
    more, _ = make(made_up(counting, replicates=12), tmp_path)
    assert counting.asked == list(range(12))
    fewer, _ = make(made_up(counting, replicates=4), tmp_path)
    assert fewer["replicate"].tolist() == [0, 1, 2, 3]
    assert more.head(4).equals(fewer)


def test_an_interrupted_case_goes_on_where_it_was_and_gives_the_same_bytes(tmp_path):
    make(made_up(Counting()), tmp_path / "whole")
    counting = Counting()
    counting.stops_after = 9
    with pytest.raises(KeyboardInterrupt):
        make(made_up(counting), tmp_path / "broken")
    counting.stops_after = None
    make(made_up(counting), tmp_path / "broken")
    assert counting.asked == [*range(9), 8, 9]
    whole, broken = (tmp_path / name / TABLE for name in ("whole", "broken"))
    assert whole.read_bytes() == broken.read_bytes()


@pytest.mark.parametrize("change", ["model", "scenario", "force"])
def test_another_model_or_scenario_is_measured_anew(change, tmp_path):
    counting = Counting()
    case = made_up(counting)
    make(case, tmp_path)
    if change == "model":
        make(case, tmp_path, model="2" * 64)
    elif change == "scenario":
        make(made_up(counting, scenario="rochdale"), tmp_path)
    else:
        make(case, tmp_path, force=True)
    assert counting.asked == [*range(10), *range(10)]


def test_each_set_of_an_ensemble_is_run_with_its_own_parameters(tmp_path):
    table, _ = make(made_up(Counting(), members=2, replicates=1), tmp_path)
    first = table[table["replicate"] == 0].set_index("member")["gain"]
    assert first[1] == pytest.approx(0.1)
    assert first[2] == pytest.approx(0.3)
    assert len(table) == 1 + 2 * 2


def test_a_damaged_table_counts_as_none(tmp_path):
    case = made_up(Counting())
    make(case, tmp_path)
    (tmp_path / TABLE).write_bytes(b"\xff\xfe")
    assert stored(case, tmp_path, MODEL) is None


def test_the_page_begins_with_question_and_answer(tmp_path):
    case = made_up(Counting(), members=2)
    table, _ = make(case, tmp_path)
    text = page(case, table, ["gain"])
    assert text.index("How large is it?") < text.index("It is 1.") < text.index("More.")
    assert "2 under each of 2 parameter sets" in text
    assert "images/tower_gain.png" in text

"""Metamorphic relations: what one change must leave alone, to the bit."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from iwsim.measuring import MEASURED_WEEK
from iwsim.parameters import PARAMETERS
from iwsim.scenario import SILOED, Arm
from iwsim.state import COLUMN_BY_NAME, COLUMNS, DORMANT
from tests.verification.worlds import (
    TOWER,
    always,
    block,
    call,
    engine_of,
    small,
    weeks_of,
    with_blocks,
    with_values,
)

ROWS_OF = {
    "resident": ("head", "flat", "landing", "entrance", "block"),
    "flat": ("flat_first", "flat_landing"),
    "landing": (),
    "entrance": (),
    "post": (),
}
"""Columns by axis that hold rows of an axis that grew: their values move, their meaning not."""
HOLDS_ROWS = {name for names in ROWS_OF.values() for name in names}
TWO_BLOCKS = with_blocks(TOWER, block(5, flats=40, floors=4, adults_per_flat=1.4,
                                      children_per_flat=0.4), block(7, flats=30))  # fmt: skip


def along(state, axis, rows, leave_out=()):
    """Return the columns along an axis, cut to some rows of it."""
    cut = {}
    for column in COLUMNS:
        if axis in column.axes and column.name not in HOLDS_ROWS | set(leave_out):
            place = column.axes.index(axis)
            cut[column.name] = np.take(state[column.name], rows, axis=place)
    return cut


def differ(first, second):
    """Return the names of columns whose bits differ."""
    return sorted(name for name in first if first[name].tobytes() != second[name].tobytes())


def rows_of(words, wanted):
    """Return the rows in which addresses stand, in the order asked for."""
    place = {int(word): row for row, word in enumerate(words)}
    return np.array([place[int(word)] for word in wanted])


def old_residents(small_one, large):
    """Return the rows in the larger estate of the residents, flats and landings of the smaller."""
    state = small_one.state
    residents = rows_of(large.state["place"], state["place"])
    flats, at = [], []
    for f, first in enumerate(state["flat_first"]):
        flats.append(large.state["flat"][residents[first]])
        assert state["flat"][first] == f
    for landing in range(state["edge_first"].size - 1):
        person = residents[np.flatnonzero(state["landing"] == landing)[0]]
        at.append(large.state["landing"][person])
    return {"resident": residents, "flat": np.array(flats), "landing": np.array(at)}


def one_more_block(number):
    """Return the engines of an estate without and with another block."""
    base = small(TWO_BLOCKS, population__void_share=0.2, asb__base_rate=0.3)
    more = replace(base, blocks=(*base.blocks, block(number, flats=17, flats_per_landing=9)))
    return engine_of(base), engine_of(more)


@pytest.mark.parametrize("number", [1, 6, 9])
def test_one_more_block_leaves_everybody_else_as_they_were(number):
    """Traits, homes, voids, needs and workers of all others: the same bits, before and between."""
    base, more = one_more_block(number)
    for axis, rows in old_residents(base, more).items():
        everyone = np.arange(rows.size)
        left_out = ("edge_first",)
        same = along(base.state, axis, everyone, left_out), along(more.state, axis, rows, left_out)
        assert differ(*same) == []
    posts = np.arange(base.state["post_word"].size)
    assert differ(along(base.state, "post", posts), along(more.state, "post", posts)) == []


@pytest.mark.parametrize("number", [1, 6, 9])
def test_one_more_block_leaves_the_first_weeks_draws_of_all_others(number):
    """Who moves, who is struck, who causes incidents, who asks: as without the block."""
    base, more = one_more_block(number)
    for engine in (base, more):
        for name in ("tenancies", "needs", "asb", "response", "help_seeking"):
            call(name, engine, 0)
    rows = old_residents(base, more)["resident"]
    assert base.state["incidents"].sum() > 0
    for name in ("incidents", "need", "present", "asked", "phase", "activity"):
        ours = np.take(more.state[name], rows, axis=-1)
        assert ours.tobytes() == base.state[name].tobytes(), name


@pytest.mark.parametrize("preset", ["siloed", "colocated_team"])
@pytest.mark.parametrize("number", [1, 6, 9])
def test_a_block_that_nobody_lives_in_changes_nothing_at_all(number, preset):
    """All processes, 40 weeks, errors and leavers included: no draw is addressed by a row."""
    scenario = small(TWO_BLOCKS, 40, decisions__error_rate=0.5, population__void_share=0.0)
    agencies = tuple(replace(a, leaving_rate=1.0) for a in scenario.agencies)
    base = always(replace(scenario, agencies=agencies), preset)
    more = replace(base, blocks=(*base.blocks, block(number, flats=17, flats_per_landing=9)))
    without, having = engine_of(base), engine_of(more)
    rows = old_residents(without, having)
    state = having.state
    new = np.setdiff1d(np.arange(state["place"].size), rows["resident"])
    state["present"][new] = 0
    state["need"][:, new] = 0.0
    state["void"][state["flat"][new]] = 10_000
    without.advance(40)
    having.advance(40)
    for axis, kept in rows.items():
        left_out = ("edge_first",)
        everyone = np.arange(kept.size)
        same = along(without.state, axis, everyone, left_out), along(state, axis, kept, left_out)
        assert differ(*same) == []
    posts = np.arange(state["post_word"].size)
    assert differ(along(without.state, "post", posts), along(state, "post", posts)) == []
    assert without.state["events"].tobytes() == state["events"].tobytes()


def test_one_more_post_leaves_everybody_else_as_they_were():
    """All columns of residents and of all other posts are built alike; the new one is drawn."""
    base = small()
    landlord = base.agencies[0]
    post = replace(landlord.posts[0], slot=99)
    agencies = (replace(landlord, posts=(*landlord.posts, post)), *base.agencies[1:])
    one, more = engine_of(base), engine_of(replace(base, agencies=agencies))
    people = np.arange(one.state["place"].size)
    assert differ(along(one.state, "resident", people), along(more.state, "resident", people)) == []
    rows = rows_of(more.state["post_word"], one.state["post_word"])
    everyone = np.arange(rows.size)
    assert differ(along(one.state, "post", everyone), along(more.state, "post", rows)) == []
    weeks_of(one, 1)
    weeks_of(more, 1)
    for name in ("incidents", "need", "present", "arrived", "crisis"):
        assert one.state[name].tobytes() == more.state[name].tobytes(), name
    for name in ("outside", "sick", "resilience", "chose", "belief_rest"):
        assert np.array_equal(one.state[name], more.state[name][rows]), name


@pytest.mark.parametrize("preset", ["siloed", "colocated_team"])
def test_a_post_that_no_running_arm_fills_changes_nothing_at_all(preset):
    """Posts kept free for another arm of the scenario: 60 weeks with the same bits everywhere.

    What one arm plans must not reach the results of another.
    """
    base = always(small(weeks=60), preset)
    agencies = tuple(replace(a, leaving_rate=1.0) for a in base.agencies)
    base = replace(base, agencies=agencies)
    extra = tuple((agency.key, 1.5) for agency in base.agencies)
    arms = {**base.arms, "more": Arm("more", "siloed", base.arms[SILOED].arrangement, extra)}
    one, more = engine_of(base), engine_of(replace(base, arms=arms))
    assert (more.state["post_state"] == DORMANT).sum() == 2 * len(base.agencies)
    one.advance(60)
    more.advance(60)
    people = np.arange(one.state["place"].size)
    rows = rows_of(more.state["post_word"], one.state["post_word"])
    everyone = np.arange(rows.size)
    holders = ("holder", "keyworker")  # rows of posts
    same = [along(state, "resident", people, holders) for state in (one.state, more.state)]
    assert differ(along(one.state, "post", everyone), along(more.state, "post", rows)) == []
    assert differ(*same) == []
    assert np.array_equal(one.record, more.record, equal_nan=True)


def test_one_neighbour_edge_less_moves_nobodys_draws():
    """Weights of one pair of landings set to zero both ways: that pair alone is reached less."""
    base, cut = (engine_of(small(asb__base_rate=0.5, population__void_share=0.0)) for _ in "ab")
    state = cut.state
    one = 4
    edges = range(state["edge_first"][one], state["edge_first"][one + 1])
    other = state["edge_landing"][edges[0]]
    for here, there in ((one, other), (other, one)):
        for edge in range(state["edge_first"][here], state["edge_first"][here + 1]):
            if state["edge_landing"][edge] == there:
                state["edge_weight"][edge] = 0.0
    weeks_of(base, 1)
    weeks_of(cut, 1)
    touched = np.isin(state["landing"], (one, other))
    for name in ("incidents", "need", "phase", "asked", "reported", "present"):
        assert base.state[name].tobytes() == state[name].tobytes(), name
    for name in ("exposure", "stress", "fear", "safety"):
        same = base.state[name] == state[name]
        assert same[~touched].all(), name
        assert (base.state[name][~same] != state[name][~same]).all()
    assert (base.state["exposure"][touched] > state["exposure"][touched]).any()


def independent(one, other):
    """Say whether two processes neither write what the other reads nor the same columns."""
    return not set(one.writes) & set(other.columns) and not set(other.writes) & set(one.columns)


PAIRS = [
    (here, there)
    for here, there in combinations(range(len(MEASURED_WEEK)), 2)
    if all(
        independent(MEASURED_WEEK[here], between) and independent(between, MEASURED_WEEK[there])
        for between in MEASURED_WEEK[here + 1 : there]
    )
    and independent(MEASURED_WEEK[here], MEASURED_WEEK[there])
]


@pytest.mark.parametrize(
    "pair", PAIRS, ids=lambda pair: "-".join(MEASURED_WEEK[place].name for place in pair)
)
def test_independent_processes_may_change_places(pair):
    """Processes that share no column they write: swapped, 8 weeks have the same bits."""
    here, there = pair
    order = list(MEASURED_WEEK)
    order[here], order[there] = order[there], order[here]
    runs = []
    for week in (MEASURED_WEEK, tuple(order)):
        engine = engine_of(always(small(), "colocated_team"), week=week)
        weeks_of(engine, 8)
        runs.append(engine.state)
    assert differ(*runs) == []


def test_there_are_independent_processes():
    """The test above is not about an empty list."""
    assert len(PAIRS) >= 2


@pytest.mark.parametrize("preset", ["siloed", "colocated_team"])
def test_blocks_may_be_listed_in_any_order(preset):
    """Numbers carry the luck, not places in the list: the same bits in 40 weeks."""
    scenario = always(small(TWO_BLOCKS, 40), preset)
    scenario = replace(scenario, blocks=(*scenario.blocks, block(2), block(3, patch=2)))
    runs = []
    for blocks in (scenario.blocks, scenario.blocks[::-1]):
        engine = engine_of(replace(scenario, blocks=blocks))
        engine.advance(40)
        runs.append({**engine.state, "record": engine.record})
    assert differ(*runs) == []


def agencies_reordered(scenario, order):
    """Return a scenario whose agencies stand in another order, with their numbers."""
    return replace(scenario, agencies=tuple(scenario.agencies[place] for place in order))


def by_agency(engine):
    """Return integer columns with agencies and posts in the order of their numbers."""
    state = engine.state
    numbers = np.array([agency.number for agency in engine.scenario.agencies])
    post_order = np.argsort(state["post_word"], kind="stable")
    new_row = np.argsort(post_order, kind="stable")
    agency_row = np.argsort(numbers, kind="stable")
    found = {}
    for column in COLUMNS:
        if column.kind != "int" or column.name in ("agency_seat", "seat_agency", "rota"):
            continue
        values = state[column.name]
        for place, axis in enumerate(column.axes):
            if axis == "post":
                values = np.take(values, post_order, axis=place)
            elif axis == "agency":
                values = np.take(values, agency_row, axis=place)
        if column.name in ("holder", "keyworker"):
            values = np.where(values >= 0, new_row[values], -1)
        elif column.name in ("asb_agency", "domain_agency"):
            values = np.where(values >= 0, numbers[values], -1)
        found[column.name] = np.ascontiguousarray(values)
    return found


@pytest.mark.parametrize("order", [(7, 6, 5, 4, 3, 2, 1, 0), (2, 1, 0, 3, 4, 7, 5, 6)])
@pytest.mark.parametrize("preset", ["siloed", "colocated_team"])
def test_agencies_may_be_listed_in_any_order(preset, order):
    """With numbers carried, every integer is equal in the first 8 weeks, exactly."""
    scenario = always(small(asb__base_rate=0.3, help_seeking__ask_rate=0.5), preset)
    runs = []
    for places in (tuple(range(8)), order):
        engine = engine_of(agencies_reordered(scenario, places))
        engine.advance(8)
        runs.append(by_agency(engine))
    assert runs[0]["entered"].sum() > 10
    assert (runs[0]["asb_agency"] >= 0).any()
    assert differ(*runs) == []


def copied_world(scenario):
    """Return an engine over two patches, the second a copy of the first, addresses included."""
    twice = replace(
        scenario,
        blocks=(
            *scenario.blocks,
            *(replace(one, patch=2, name=f"{one.name} again") for one in scenario.blocks),
        ),
    )
    engine = engine_of(twice)
    state = engine.state
    people, seats = state["patch_first"][1], state["seat_agency"].size
    structure = {"head", "flat", "landing", "entrance", "block", "patch", "flat_first",
                 "flat_landing", "edge_first"}  # fmt: skip
    for column in COLUMNS:
        if column.name in structure:
            continue
        for axis, half in (("resident", people), ("post", seats), ("flat", None)):
            if axis not in column.axes:
                continue
            values = np.moveaxis(state[column.name], column.axes.index(axis), 0)
            middle = values.shape[0] // 2 if half is None else half
            assert values.shape[0] == 2 * middle
            values[middle:] = values[:middle]
    return engine


@pytest.mark.parametrize("preset", ["siloed", "colocated_team"])
def test_two_copies_of_estate_and_team_have_the_bits_of_one(preset):
    """Two patches with the same addresses: both halves are the single estate, for 40 weeks.

    Homes are let and of one adult, so that the two halves are laid out alike.
    """
    scenario = with_blocks(TOWER, block(1, flats=60, floors=4, flats_per_landing=15), block(2))
    scenario = small(scenario, 40, population__void_share=0.0, decisions__error_rate=0.5,
                     asb__base_rate=0.3, help_seeking__ask_rate=0.4)  # fmt: skip
    agencies = tuple(replace(a, leaving_rate=1.0) for a in scenario.agencies)
    scenario = always(replace(scenario, agencies=agencies), preset)
    single, double = engine_of(scenario), copied_world(scenario)
    single.advance(40)
    double.advance(40)
    people, seats = single.state["place"].size, single.state["seat_agency"].size
    flats = single.state["void"].size
    relative = {"holder": seats, "keyworker": seats}
    for half in (0, 1):
        for axis, size in (("resident", people), ("post", seats), ("flat", flats), ("patch", 1)):
            left_out = {*relative, "patch", "set_up"}
            rows = np.arange(size)
            ours = along(double.state, axis, rows + half * size, left_out)
            alone = along(single.state, axis, rows, left_out)
            assert differ(alone, ours) == []
        for name, step in relative.items():
            rows = double.state[name][..., half * people : (half + 1) * people]
            rows = np.where(rows >= 0, rows - half * step, -1)
            assert np.array_equal(rows, single.state[name]), name
    for name in ("events", "spend", "exits"):
        total = double.state[name].sum() if name == "exits" else double.state[name]
        alone = single.state[name].sum() if name == "exits" else single.state[name]
        np.testing.assert_allclose(total, 2 * alone, rtol=1e-9)


MONEY_OF_OUTCOMES = (
    "incident", "incident_acted", "modelled_share", "eviction", "move", "crisis", "need_week",
    "care", "harm", "out_of_work",
)  # fmt: skip
MONEY_COLUMNS = ("public_cost", "care_cost", "wellbeing_cost")


@pytest.mark.parametrize("name", MONEY_OF_OUTCOMES)
def test_dearer_outcomes_change_money_lines_only(name):
    """All of the state but `spend`, and all outcomes but public money: the same bits."""
    key = f"money.{name}"
    highest = PARAMETERS[key].allowed[1]
    scenario = replace(TOWER, spin_up=0, baseline=10, weeks=30)
    runs = []
    for one in (scenario, with_values(scenario, {key: highest})):
        engine = engine_of(one, "colocated_team")
        engine.advance(40)
        runs.append(engine)
    first, second = runs
    assert set(differ(first.state, second.state)) <= {"spend", "spend_before"}
    names = np.array(first.columns)
    same = (first.record == second.record) | (np.isnan(first.record) & np.isnan(second.record))
    moved = {column.split(".")[0] for column in names[~same.all(axis=0)]}
    assert moved <= set(MONEY_COLUMNS)


def test_a_column_of_rows_is_known_to_these_tests():
    """Columns that hold rows of another axis are named above: their values may shift."""
    rows = {column.name for column in COLUMNS if column.unit == "row" and column.axes[0] in ROWS_OF}
    assert rows - {"patch", "asb_agency", "holder", "keyworker"} <= HOLDS_ROWS
    assert set(COLUMN_BY_NAME) >= HOLDS_ROWS

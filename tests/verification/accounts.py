"""The accounts that hold in every week of every run; each function asserts one of them."""

import numpy as np

from iwsim.outcomes import columns
from iwsim.state import (
    ARRANGEMENT_LINES,
    COLUMNS,
    COVERED,
    EXITS,
    FISCAL_LINES,
    HOUR_USES,
    LINES,
    PRESENT,
    SERVED,
    WAITING,
    WELLBEING_LINES,
)
from tests.verification.worlds import weeks_of

HOUR = 1e-9
DIRECT = HOUR_USES.index("direct")
BOUNDED = tuple(column for column in COLUMNS if column.unit == "0-1")
FINITE = tuple(column for column in COLUMNS if column.kind == "float")


def posts_held(state):
    """Return which posts have somebody in them."""
    return np.isin(state["post_state"], (PRESENT, COVERED))


def hours_balance(state):
    """Contract + overtime = the sum of the uses; direct hours are those that people got."""
    paid = np.where(posts_held(state), state["post_hours"] + state["overtime"], 0.0)
    used = state["hours_used"]
    assert (used >= 0.0).all()
    np.testing.assert_allclose(used.sum(axis=0), paid, rtol=0.0, atol=HOUR)
    given = np.zeros(used.shape[1])
    working = state["holder"] >= 0
    np.add.at(given, state["holder"][working], state["help_hours"][working])
    np.testing.assert_allclose(used[DIRECT], given, rtol=0.0, atol=HOUR)
    assert not state["help_hours"][~working].any()


def by_patch_and_agency(state, chosen):
    """Return how many (domain, resident) entries are chosen, by patch and leading agency."""
    counts = np.zeros_like(state["waiting"])
    domain, resident = np.nonzero(chosen)
    np.add.at(counts, (state["patch"][resident], state["domain_agency"][domain]), 1)
    return counts


def counts_agree(state):
    """Counters are what a count of the columns gives."""
    served = state["phase"] == SERVED
    waiting = by_patch_and_agency(state, state["phase"] == WAITING)
    np.testing.assert_array_equal(state["waiting"], waiting)
    np.testing.assert_array_equal(state["serving"], by_patch_and_agency(state, served))
    np.testing.assert_array_equal(served, state["holder"] >= 0)
    held = np.zeros_like(state["open_cases"])
    np.add.at(held, state["holder"][served], 1)
    np.testing.assert_array_equal(state["open_cases"], held)
    assert posts_held(state)[state["holder"][served]].all()
    seats = state["seat_agency"].size
    _, resident = np.nonzero(served)
    np.testing.assert_array_equal(state["holder"][served] // seats, state["patch"][resident])


def episodes_balance(state):
    """Entered = exits by kind + waiting + serving, by patch and agency."""
    gone = state["exits"].sum(axis=0)
    np.testing.assert_array_equal(state["entered"], gone + state["waiting"] + state["serving"])


def weeks_in(state, phase, since, last):
    """Return the weeks that open episodes have stood in a phase, the last one included."""
    chosen = state["phase"] == phase
    weeks = np.zeros_like(state["waiting"])
    domain, resident = np.nonzero(chosen)
    spent = last + 1 - state[since][chosen]
    assert (spent > 0).all()
    np.add.at(weeks, (state["patch"][resident], state["domain_agency"][domain]), spent)
    return weeks


def weeks_balance(state, last):
    """Weeks of stock = weeks of those who left + weeks so far of those open, in integers.

    Parameters
    ----------
    state
        The columns at the end of a week, the stock just taken.
    last
        That week.
    """
    for kind, phase, since in (
        ("wait", WAITING, "entered_week"),
        ("serve", SERVED, "served_since"),
    ):
        so_far = state[f"{kind}_weeks_gone"] + weeks_in(state, phase, since, last)
        np.testing.assert_array_equal(state[f"{kind}_weeks_stock"], so_far)


def money_balances(engine, before):
    """Weekly money is the difference of what was spent; totals are the sums of their lines.

    Parameters
    ----------
    engine
        An engine at the end of a reported week.
    before
        The column `spend` at the end of the week before.
    """
    week = engine.state["spend"] - before
    assert (week >= 0.0).all()
    names = columns(engine.scenario)
    row = dict(zip(names, engine.record[engine.done - 1 - engine.calendar.reported], strict=True))
    rows = {line: number for number, line in enumerate(LINES)}
    assert {*ARRANGEMENT_LINES, *FISCAL_LINES, "care", *WELLBEING_LINES} == set(LINES)
    for name, lines in (
        ("spend", ARRANGEMENT_LINES),
        ("public_cost", FISCAL_LINES),
        ("care_cost", ("care",)),
        ("wellbeing_cost", WELLBEING_LINES),
    ):
        paid = week[[rows[line] for line in lines]]
        society = paid[:, -1].sum()
        assert (society == paid.sum()) if name == "wellbeing_cost" else (society == 0.0)
        tolerance = 1e-9 * (1.0 + engine.state["spend"].max())
        assert abs(row[name] - paid.sum()) <= tolerance
        if name in ("spend", "public_cost"):
            for agency, spec in enumerate(engine.scenario.agencies):
                assert abs(row[f"{name}.{spec.key}"] - paid[:, agency].sum()) <= tolerance


def events_agree(engine):
    """The week's row counts the exits, entries and queues that the counters hold."""
    names = columns(engine.scenario)
    row = dict(zip(names, engine.record[engine.done - 1 - engine.calendar.reported], strict=True))
    assert row["waiting"] == engine.state["waiting"].sum()
    for agency, spec in enumerate(engine.scenario.agencies):
        assert row[f"waiting.{spec.key}"] == engine.state["waiting"][:, agency].sum()
    several = engine.estate.patches.size > 1
    for block in engine.scenario.blocks:
        entry = f"{block.patch}-{block.number}" if several else str(block.number)
        assert row[f"incidents.{entry}"] >= 0.0
    assert row["incidents"] == sum(row[name] for name in names if name.startswith("incidents."))


def states_are_sound(state):
    """States declared on [0, 1] are there, and no number is lost."""
    for column in FINITE:
        assert np.isfinite(state[column.name]).all(), column.name
    for column in BOUNDED:
        values = state[column.name]
        assert values.min(initial=0.0) >= 0.0, column.name
        assert values.max(initial=0.0) <= 1.0, column.name


def audited(engine, weeks):
    """Compute weeks one by one and hold every account in each of them."""
    state = engine.state
    totals = np.zeros(len(EXITS))

    def after(name):
        if name == "hours":
            hours_balance(state)
        if name != "measure":
            counts_agree(state)
            episodes_balance(state)

    for _ in range(weeks):
        before = state["spend"].copy()
        weeks_of(engine, 1, after)
        weeks_balance(state, engine.done - 1)
        states_are_sound(state)
        if engine.done > engine.calendar.reported:
            money_balances(engine, before)
            events_agree(engine)
            row = engine.record[engine.done - 1 - engine.calendar.reported]
            first = columns(engine.scenario).index(EXITS[0])
            totals += row[first : first + len(EXITS)]
    if engine.calendar.reported == 0:
        np.testing.assert_array_equal(totals, state["exits"].sum(axis=(1, 2)))
    return engine

"""What a run leaves behind: plain tables, and where they come from."""

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from iwsim import __version__
from iwsim.scenario import BlockSpec, Scenario
from iwsim.state import COLUMNS, DOMAINS, EXITS, HOUR_USES, HOUSEHOLD_DOMAINS, LINES, State
from iwsim.world import coupling, ripple

if TYPE_CHECKING:
    from iwsim.world.estate import Estate

SOCIETY = "society"
"""The payer of what no agency pays."""
_LIBRARIES = ("numpy", "numba", "mesa")
_ROUNDS = 100  # of power iteration: right to more digits than are printed, in a few milliseconds


@dataclass(frozen=True, eq=False)
class RunResult:
    """The tables of one run.

    There is no ledger of gains and losses here: they are differences to what would have happened
    otherwise, and one run has no otherwise. A comparison has it.

    Parameters
    ----------
    weekly
        One row a reported week, one column an outcome (`iwsim.OUTCOMES`).
    residents, professionals, agencies
        The last state: one row a resident, post or agency, one column a column of the state;
        columns with more axes are spread out as ``need.housing``.
    flats
        One row a flat: where it is (``floor`` from 1, ``entrance`` in the block and ``flat`` on
        the landing from 0), and over the late window the mean ``stress`` of its household (weeks
        in which it stood empty count as 0) and all ``incidents`` that it caused.
    hours
        Hours since the switch by agency and use.
    cases
        Episodes by agency since the first week computed: entered, started, left by kind of
        exit; and those that wait and are served now.
    money
        GBP since the switch by line and payer, the last payer being society.
    provenance
        Where the tables come from: scenario, arm, seed, replicate, weeks computed, sources,
        versions, and seconds taken; and `CriticalPoints` of the run as ``critical_points``.
    """

    weekly: pd.DataFrame
    residents: pd.DataFrame
    professionals: pd.DataFrame
    agencies: pd.DataFrame
    flats: pd.DataFrame
    hours: pd.DataFrame
    cases: pd.DataFrame
    money: pd.DataFrame
    provenance: Mapping[str, Any]


class CriticalPoints(NamedTuple):
    """How near incidents and needs come to feeding themselves, at the end of a run.

    Parameters
    ----------
    branching_number
        Further incidents that one incident brings; from 1 on without end.
    branching_bound
        The same if everyone were fully active, unsanctioned and unguarded.
    criticality
        Share of needs that is left after a week without shocks; from 1 on they never die out
        without help.
    mean_need
        Mean need, 0 to 1, over residents and domains.
    """

    branching_number: float
    branching_bound: float
    criticality: float
    mean_need: float


def mean_need(state: State) -> float:
    """Return the mean need over those who live here and over domains; a household shares its own.

    Parameters
    ----------
    state
        The columns.
    """
    need = state["need"].copy()
    need[:HOUSEHOLD_DOMAINS] = need[:HOUSEHOLD_DOMAINS, state["head"]]
    here = state["present"] == 1
    return float(need[:, here].mean()) if here.any() else float("nan")


def critical_points(scenario: Scenario, state: State) -> CriticalPoints:
    """Return how near incidents and needs come to feeding themselves now.

    Parameters
    ----------
    scenario
        What is run.
    state
        The columns.
    """
    p = scenario.parameters["asb"]
    return CriticalPoints(
        ripple.branching_number(state, p, False, _ROUNDS),
        ripple.branching_number(state, p, True, _ROUNDS),
        coupling.criticality(scenario.parameters["needs"]),
        mean_need(state),
    )


def result_of(
    scenario: Scenario,
    estate: "Estate",
    state: State,
    weekly: pd.DataFrame,
    *,
    spent_before: Any,
    provenance: Mapping[str, Any],
) -> RunResult:
    """Return the tables of a run that has reached its horizon.

    Parameters
    ----------
    scenario, estate
        What was run.
    state
        The columns after the last week; they are copied.
    weekly
        The record with its columns, not yet its weeks; copied too.
    spent_before
        The column ``spend`` as it was at the switch.
    provenance
        Where the tables come from.
    """
    weeks = pd.RangeIndex(-scenario.baseline, scenario.weeks, name="week")
    return RunResult(
        weekly=weekly.set_index(weeks).copy(),
        **final_tables(scenario, estate, state),
        flats=flats_table(scenario, estate, state),
        hours=hours_table(scenario, state),
        cases=cases_table(scenario, state),
        money=money_table(scenario, state, spent_before),
        provenance=provenance,
    )


def _labels(scenario: Scenario, patches: tuple[int, ...]) -> dict[str, tuple[str, ...]]:
    """Return what the entries of an axis are called; one patch needs no name."""
    return {
        "domain": DOMAINS,
        "agency": tuple(agency.key for agency in scenario.agencies),
        "use": HOUR_USES,
        "exit": EXITS,
        "patch": tuple(str(patch) for patch in patches) if len(patches) > 1 else ("",),
    }


def _spread(
    state: State, axis: str, labels: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Any]]:
    """Yield name and values of every column that ends in an axis, entries of other axes apart."""
    for column in COLUMNS:
        others = column.axes[:-1]
        if column.axes[-1] != axis:
            continue
        rows = state[column.name].reshape(-1, state[column.name].shape[-1])
        for values, names in zip(rows, product(*(labels[one] for one in others)), strict=True):
            yield ".".join((column.name, *filter(None, names))), values.copy()


def _table(places: Mapping[str, Any], spread: Iterator[tuple[str, Any]], index: Any) -> Any:
    """Return a table whose first columns say what a row is; the state's rows of these give way."""
    columns = {name: values for name, values in spread if name not in places}
    return pd.DataFrame({**places, **columns}, index=index)


def final_tables(scenario: Scenario, estate: "Estate", state: State) -> dict[str, pd.DataFrame]:
    """Return the state as one table a kind of agent."""
    labels = _labels(scenario, tuple(int(patch) for patch in estate.patches))
    landing = estate.landing_of_flat[state["flat"]]
    blocks = _blocks(scenario, estate, landing)
    resident = {
        "block": [block.number for block in blocks],
        "block_name": [block.name for block in blocks],
        "patch": [block.patch for block in blocks],
        "floor": estate.floor_of_landing[landing],
    }
    seats = state["seat_agency"].size
    post = np.arange(state["post_word"].size)
    professional = {
        "agency": [labels["agency"][a] for a in state["seat_agency"][post % seats]],
        "patch": estate.patches[post // seats],
    }
    return {
        "residents": _table(
            resident,
            _spread(state, "resident", labels),
            pd.RangeIndex(state["place"].size, name="resident"),
        ),
        "professionals": _table(
            professional, _spread(state, "post", labels), pd.RangeIndex(post.size, name="post")
        ),
        "agencies": _table(
            {}, _spread(state, "agency", labels), pd.Index(labels["agency"], name="agency")
        ),
    }


def _blocks(scenario: Scenario, estate: "Estate", landing: Any) -> list[BlockSpec]:
    blocks = sorted(scenario.blocks, key=lambda block: (block.patch, block.number))
    return [blocks[b] for b in estate.block_of_entrance[estate.entrance_of_landing[landing]]]


def flats_table(scenario: Scenario, estate: "Estate", state: State) -> pd.DataFrame:
    """Return the flats, and what happened in them over the late window."""
    let = state["flat_weeks"]
    landing = estate.landing_of_flat
    blocks = _blocks(scenario, estate, landing)
    entrance = estate.entrance_of_landing[landing]
    first_entrance = np.searchsorted(
        estate.block_of_entrance, estate.block_of_entrance[entrance], side="left"
    )
    return pd.DataFrame(
        {
            "block": [block.number for block in blocks],
            "block_name": [block.name for block in blocks],
            "kind": [block.kind for block in blocks],
            "floor": estate.floor_of_landing[landing],
            "entrance": entrance - first_entrance,
            "flat": estate.place_in_landing,
            "stress": state["flat_stress"] / np.where(let > 0.0, let, np.nan),
            "incidents": state["flat_incidents"].copy(),
        }
    )


def hours_table(scenario: Scenario, state: State) -> pd.DataFrame:
    """Return hours since the switch by agency and use."""
    return pd.DataFrame(
        state["hours_so_far"].T.copy(), index=_agency_index(scenario), columns=list(HOUR_USES)
    )


def cases_table(scenario: Scenario, state: State) -> pd.DataFrame:
    """Return episodes taken in, begun, left and open by agency."""
    counts = {name: state[name].sum(axis=0) for name in ("entered", "started")}
    counts |= dict(zip(EXITS, state["exits"].sum(axis=1), strict=True))
    counts |= {name: state[name].sum(axis=0) for name in ("waiting", "serving")}
    return pd.DataFrame(counts, index=_agency_index(scenario))


def money_table(scenario: Scenario, state: State, spent_before: Any) -> pd.DataFrame:
    """Return GBP since the switch by line and payer, given what was spent by then."""
    payers = [*(agency.key for agency in scenario.agencies), SOCIETY]
    return pd.DataFrame(
        state["spend"] - spent_before,
        index=pd.Index(LINES, name="line"),
        columns=pd.Index(payers, name="payer"),
    )


def _agency_index(scenario: Scenario) -> "pd.Index[str]":
    return pd.Index([agency.key for agency in scenario.agencies], name="agency")


@cache
def versions() -> dict[str, str]:
    """Return the versions of iwsim, Python and the libraries that a run rests on."""
    libraries = {library: version(library) for library in _LIBRARIES}
    return {"iwsim": __version__, "python": platform.python_version(), **libraries}

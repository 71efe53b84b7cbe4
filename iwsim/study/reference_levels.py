"""Reference levels: what the spun-up silo looks like, measured until measuring changes nothing.

Rules are centred on these levels, so the levels depend on themselves: a round runs the model with
the levels of the round before, until they move by less than one per cent.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.errors import RunError
from iwsim.kernel import kernel_sources
from iwsim.parameters.reference import LEVELS_FILE, Reference
from iwsim.scenario import SILOED, Scenario, load_scenario
from iwsim.state import COVERED, DOMAINS, HOUSEHOLD_DOMAINS, PRESENT, SERVED, UNMET, WAITING, State

SCENARIO = "rochdale"
SEEDS = tuple(range(1, 21))
TOLERANCE = 0.01
MOST_ROUNDS = 20

_MENTAL_HEALTH = DOMAINS.index("mental_health")
_SUBSTANCE_USE = DOMAINS.index("substance_use")

Show = Callable[[int, float, dict[str, float]], None]


class Settled(NamedTuple):
    """Levels that reproduce themselves.

    Parameters
    ----------
    levels
        Value by name of the level.
    rounds
        How many rounds it took.
    largest_move
        Largest relative move of any level in the last round.
    """

    levels: dict[str, float]
    rounds: int
    largest_move: float


def measured_levels(
    scenario: Scenario, seeds: Sequence[int] = SEEDS, workers: int = 2
) -> dict[str, float]:
    """Return the means of all reference levels in a scenario's silo, after its spin-up.

    A level is a mean over the members it concerns, then over the weeks of the baseline, then over
    seeds.

    Parameters
    ----------
    scenario
        The scenario.
    seeds
        Seeds of the runs, one run each.
    workers
        How many runs are made at once, in threads.
    """
    Engine(scenario, SILOED, seeds[0], 0).compile()
    with ThreadPoolExecutor(workers) as pool:
        by_seed = list(pool.map(lambda seed: _levels_of_a_run(scenario, seed), seeds))
    means = np.mean(by_seed, axis=0)
    return {name: float(mean) for name, mean in zip(Reference._fields, means, strict=True)}


def settle(
    name: str | Path = SCENARIO,
    seeds: Sequence[int] = SEEDS,
    *,
    overrides: Mapping[str, float] | None = None,
    tolerance: float = TOLERANCE,
    workers: int = 2,
    show: Show | None = None,
) -> Settled:
    """Return the levels that reproduce themselves: each round uses those of the one before.

    Parameters
    ----------
    name
        Name or path of the scenario.
    seeds
        Seeds of the runs of a round.
    overrides
        Other values of parameters that hold in every round, by ``group.name``.
    tolerance
        Largest relative move of a level at which they count as settled.
    workers
        How many runs are made at once.
    show
        Called after each round with its number, the largest move and the levels found.

    Raises
    ------
    RunError
        If they still move after twenty rounds.
    """
    fixed = dict(overrides or {})
    scenario = load_scenario(name, fixed)
    start = scenario.parameters["reference"]._asdict()
    levels = {key: float(value) for key, value in start.items()}
    for number in range(1, MOST_ROUNDS + 1):
        found = measured_levels(scenario, seeds, workers)
        move = largest_move(levels, found)
        levels = found
        if show is not None:
            show(number, move, found)
        if move < tolerance:
            return Settled(levels, number, move)
        scenario = load_scenario(
            name, {**fixed, **{f"reference.{key}": value for key, value in levels.items()}}
        )
    raise RunError(
        f"the reference levels still move by {move:.1%} after {MOST_ROUNDS} rounds; "
        f"last: {', '.join(f'{key} {value:.3f}' for key, value in levels.items())}"
    )


def largest_move(before: Mapping[str, float], after: Mapping[str, float]) -> float:
    """Return the largest relative difference of any level from what it was before."""
    return max(abs(after[name] - old) / max(abs(old), 1e-9) for name, old in before.items())


def write(settled: Settled, path: Path = LEVELS_FILE, seeds: Sequence[int] = SEEDS) -> None:
    """Write levels into the one file that declares them, with what they were found with.

    Parameters
    ----------
    settled
        The levels.
    path
        The file.
    seeds
        Seeds they were found with.
    """
    lines = [
        f"# Means in the spun-up silo of {SCENARIO}; written by `iwsim reference-levels`.",
        "[levels]",
        *(f"{name} = {settled.levels[name]:.4g}" for name in Reference._fields),
        "",
        "[found]",
        f'scenario = "{SCENARIO}"',
        f"runs = {len(seeds)}",
        f"rounds = {settled.rounds}",
        f"largest_move = {settled.largest_move:.2g}",
        f'model = "{model_hash()}"',
        "",
    ]
    partial = path.with_suffix(".partial")
    partial.write_text("\n".join(lines), encoding="utf-8")
    partial.replace(path)


def model_hash() -> str:
    """Return the SHA-256 of all rules and defaults but the levels themselves."""
    digest = hashlib.sha256()
    for path in kernel_sources():
        if path != LEVELS_FILE:
            digest.update(path.name.encode("utf-8"))
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _levels_of_a_run(scenario: Scenario, seed: int) -> NDArray[np.float64]:
    engine = Engine(scenario, SILOED, seed, 0)
    engine.advance(scenario.spin_up)
    weeks = []
    for _ in range(scenario.baseline):
        engine.advance(1)
        weeks.append(list(levels_of(engine.state).values()))
    means: NDArray[np.float64] = np.mean(weeks, axis=0)
    return means


def levels_of(state: State) -> dict[str, float]:
    """Return all levels in one week, in the order of the declaration.

    Parameters
    ----------
    state
        The columns at the end of a week.
    """
    here = state["present"] == 1
    head = state["head"]
    served = state["phase"] == SERVED
    in_service = here & served.any(axis=0)
    let = state["flat_first"][state["void"] == 0]
    need = state["need"].copy()
    unheld = (state["phase"] == UNMET) | (state["phase"] == WAITING)
    need[:HOUSEHOLD_DOMAINS] = need[:HOUSEHOLD_DOMAINS, head]
    unheld[:HOUSEHOLD_DOMAINS] = unheld[:HOUSEHOLD_DOMAINS, head]
    total = need.sum(axis=0)
    drag = (need * unheld).sum(axis=0) / np.where(total > 0.0, total, 1.0)
    drive = 0.5 * (need[_MENTAL_HEALTH] + need[_SUBSTANCE_USE])
    staffed = (state["post_state"] == PRESENT) | (state["post_state"] == COVERED)
    at_work = staffed & (state["sick"] == 0)
    levels = {
        **{
            name: _mean(state[name][here])
            for name in ("hope", "belonging", "fear", "fear_of_consequences", "trust")
        },
        "stress": _mean(state["stress"][in_service]),
        "disorder": _mean(state["disorder"][let]),
        "drive": _mean(drive[here]),
        "knowledge": _mean(state["knowledge"][in_service]),
        "bond": _mean(state["bond"][served]),
        "drag": _mean(drag[in_service]),
        **{
            name: _mean(state[name][staffed])
            for name in ("exhaustion", "emotional_load", "efficacy", "autonomy", "contribution")
        },
        "ties": _mean(state["ties_of"][staffed]),
        "pair_trust": _mean(state["trust_of"][staffed]),
        "decision_quality": _mean(state["decision_quality"]),
        "load": _mean(state["load"][at_work]),
    }
    return {name: levels[name] for name in Reference._fields}


def _mean(values: NDArray[np.float64] | NDArray[np.int64]) -> float:
    return float(values.mean()) if values.size else float("nan")

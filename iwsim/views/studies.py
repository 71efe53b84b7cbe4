"""The figures of a study: its effects, what its mechanisms do, how its arms rank."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from iwsim.sweep.arms import WITH, WITHOUT
from iwsim.sweep.definition import Study
from iwsim.sweep.results import MONEY, better_of
from iwsim.sweep.shares import QUANTITIES
from iwsim.sweep.summary import Summary
from iwsim.views.grids import grid_figures, is_map
from iwsim.views.panels import Numbers, Panel, Series, draw_panels
from iwsim.views.ranks import draw_ranks
from iwsim.views.subject import Drawn
from iwsim.views.words import label_of, plain, sentence

_HUNDRED, _THOUSAND = 100.0, 1000.0
_PER_CENT, _POUNDS = "gain (% of reference)", "gain (thousand GBP)"
_ENDS = ["difference", "low", "high"]
_READ = (
    "Gains to the right of zero, losses to the left, with 95 % intervals over replicates; filled "
    "marks: the interval leaves out zero."
)


def study_figures(study: Study, summary: Summary) -> Iterator[Drawn]:
    """Give the figures of a study whose points are named, each with its data.

    Parameters
    ----------
    study
        The study.
    summary
        Its tables.
    """
    window = str(summary.effects["window"].iloc[0])
    runs = (
        f"{sentence(window)} window. Scenario: {study.scenario.title}; {study.replicates} "
        "replicates, the same luck in all."
    )
    effects = summary.effects
    if summary.shares is not None:
        yield Drawn("shares", _shares(study, summary.shares, effects, runs), summary.shares)
    elif is_map(study):
        yield from grid_figures(study, effects, runs)
    elif summary.ranks is not None:
        yield Drawn("ranks", _ranks(study, summary.ranks, runs), summary.ranks)
    elif any(contrast.arm.startswith(f"{WITHOUT} ") for contrast in study.contrasts):
        yield Drawn("ingredients", _ingredients(study, effects, runs), effects)
    else:
        yield Drawn("effects", _effects(study, effects, runs), effects)
    if summary.crossing is not None:
        figure = _crossing(study, summary.crossing, effects, runs)
        yield Drawn("crossing", figure, summary.crossing)


def _effects(study: Study, effects: pd.DataFrame, runs: str) -> Figure:
    arms = [contrast.arm for contrast in study.contrasts]
    panels = _panels(
        study, lambda outcome: [(point.name, _of(effects, outcome, point.name, arms))
                                for point in study.points]
    )  # fmt: skip
    names = [sentence(plain(arm)) for arm in arms]
    return draw_panels(names, panels, study.title, f"{_READ} {runs}")


def _of(effects: pd.DataFrame, outcome: str, point: str, arms: Sequence[str]) -> Numbers:
    rows = effects[(effects["outcome"] == outcome) & (effects["point"] == point)]
    mine = rows.set_index("arm").loc[list(arms)]
    return _gains(outcome, mine[_ENDS].to_numpy(dtype=float), mine["mean_reference"].to_numpy())


def _gains(outcome: str, ends: Numbers, levels: Numbers) -> Numbers:
    """Return differences as gains: in per cent of the level, or thousand pounds of net money."""
    if outcome in MONEY:
        sign = 1.0 if better_of(outcome) == "higher" else -1.0
        return np.sort(sign * ends / _THOUSAND, axis=1)[:, [1, 0, 2]]
    scaled = ends * _HUNDRED / np.abs(levels)[:, None]
    return scaled if better_of(outcome) == "higher" else -scaled[:, [0, 2, 1]]


def _panels(study: Study, of: Callable[[str], Sequence[tuple[str, Numbers]]]) -> list[Panel]:
    return [
        Panel(
            label_of(outcome),
            _POUNDS if outcome in MONEY else _PER_CENT,
            [Series(name, ends) for name, ends in of(outcome)],
        )
        for outcome in study.outcomes
    ]  # fmt: skip


def _ingredients(study: Study, effects: pd.DataFrame, runs: str) -> Figure:
    """Draw what an ingredient does in the team (left out, so turned round) and alone."""
    found = [
        contrast.arm.removeprefix(f"{WITHOUT} ")
        for contrast in study.contrasts
        if contrast.arm.startswith(f"{WITHOUT} ")
    ]
    (point,) = (point.name for point in study.points)

    def both(outcome: str) -> Sequence[tuple[str, Numbers]]:
        less = _of(effects, outcome, point, [f"{WITHOUT} {name}" for name in found])
        more = _of(effects, outcome, point, [f"{WITH} {name}" for name in found])
        return [("in the team", -less[:, [0, 2, 1]]), ("alone, in silos", more)]

    names = [sentence(plain(name)) for name in found]
    return draw_panels(
        names,
        _panels(study, both),
        "What each ingredient adds to the team, and alone to silos",
        f"{_READ} In the team: the full team against the team without the ingredient; alone: the "
        f"silo with it against the silo. {runs}",
    )


def _shares(study: Study, shares: pd.DataFrame, effects: pd.DataFrame, runs: str) -> Figure:
    names = tuple(study.mechanisms)
    whole = next(point.name for point in study.points if "off" not in point.levels.values())

    def quantities(outcome: str) -> Iterator[tuple[str, Numbers]]:
        mine = shares[shares["outcome"] == outcome]
        at = (effects["outcome"] == outcome) & (effects["point"] == whole)
        level = np.full(len(names), effects.loc[at, "mean_reference"].iloc[0])
        for quantity in QUANTITIES:
            rows = mine[mine["quantity"] == quantity].set_index("mechanism").loc[list(names)]
            yield quantity, _gains(outcome, rows[["value", "low", "high"]].to_numpy(float), level)

    panels = _panels(study, lambda outcome: list(quantities(outcome)))
    return draw_panels(
        [sentence(name) for name in names],
        panels,
        "What each mechanism contributes to the effect of the team",
        f"{_READ} Off in turn: what the effect loses; on alone: what it gains; Shapley value: the "
        f"mean over all orders. {runs}",
    )


def _crossing(study: Study, crossing: pd.DataFrame, effects: pd.DataFrame, runs: str) -> Figure:
    (point,) = (point.name for point in study.points)
    names = list(dict.fromkeys(crossing["effect"]))

    def of(outcome: str) -> Sequence[tuple[str, Numbers]]:
        rows = crossing[crossing["outcome"] == outcome].set_index("effect").loc[names]
        at = (effects["outcome"] == outcome) & (effects["point"] == point)
        level = np.full(len(names), effects.loc[at, "mean_reference"].iloc[0])
        return [(point, _gains(outcome, rows[["value", "low", "high"]].to_numpy(float), level))]

    return draw_panels(
        [sentence(name) for name in names],
        _panels(study, of),
        "Main effects and interactions",
        f"{_READ} A main effect is averaged over the settings of the other kinds. {runs}",
    )


def _ranks(study: Study, ranks: pd.DataFrame, runs: str) -> Figure:
    numbers = {point.name: str(at + 1) for at, point in enumerate(study.points)}
    tables = []
    for outcome in study.outcomes:
        mine = ranks[ranks["outcome"] == outcome]
        if not mine.empty:
            table = mine.pivot_table(index="arm", columns="point", values="rank", sort=False)
            table.index = pd.Index([sentence(plain(str(arm))) for arm in table.index])
            table.columns = pd.Index([numbers[str(name)] for name in table.columns])
            tables.append((label_of(outcome), table))
    settings = "; ".join(f"{number}: {name}" for name, number in numbers.items())
    caption = (
        "Mean rank over replicates, 1 the best (light); arms share their luck, equal "
        f"arms their rank. Settings: {settings}. {runs}"
    )
    return draw_ranks(tables, f"{study.title}: ranks of the arms", caption)

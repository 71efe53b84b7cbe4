"""Kirkholt over the ensemble: ratios of all sets both ways, and what tells high ones from low."""

from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from iwsim.calibration.ensemble import own_values, read_ensemble
from iwsim.cases.case import over_ensemble
from iwsim.cases.kirkholt_ratio import Numbers, money
from iwsim.scenario import load_scenario
from iwsim.study.statistics import LEVEL, Interval, share_interval

if TYPE_CHECKING:
    from iwsim.validation.splits import Splitting

WAYS = {"ratio": "residents unheard", "ratio_heard": "residents heard"}
"""Columns of a ratio, and in what way the team works."""

DEALS = 9_999
"""How often ratios are dealt anew among the sets."""
_SEED = 1
_SPLITS = "iwsim.validation.splits"  # loaded where a tree is grown: it takes a second


class Share(NamedTuple):
    """How many of some sets reach a ratio, with Wilson's interval of their share."""

    reached: int
    of: int
    interval: Interval


class Link(NamedTuple):
    """Rank correlation of a parameter with a ratio.

    Parameters
    ----------
    parameter
        Its name.
    correlation
        Spearman's.
    chance
        How often any parameter has one as strong where ratios are dealt anew among the sets.
    """

    parameter: str
    correlation: float
    chance: float


class Search(NamedTuple):
    """Rank correlations of all parameters with a ratio.

    Parameters
    ----------
    links
        One a parameter, the strongest first; none where sets are too few.
    needed
        Correlation from which one is told from chance.
    """

    links: tuple[Link, ...]
    needed: float


def over_sets(measured: pd.DataFrame) -> pd.DataFrame:
    """Return cost, benefit, net and ratio of each member of the ensemble.

    Columns that end in `_heard` are of the team with residents heard, in `_usual` of unit costs
    at their defaults. A ratio is NaN where the extra cost is not above zero.
    """
    sets = over_ensemble(measured)
    cost, benefit = money(sets)
    found = pd.DataFrame({"cost": cost, "benefit": benefit}, index=sets.index)
    found["ratio"] = _over(found["benefit"], found["cost"])
    for way in ("usual", "heard"):
        found[f"ratio_{way}"] = _over(sets[f"benefit_{way}"], sets[f"cost_{way}"])
    found["net"] = found["benefit"] - found["cost"]
    found["net_heard"] = sets["benefit_heard"] - sets["cost_heard"]
    return found


def _over(benefit: pd.Series, cost: pd.Series) -> pd.Series:
    return (benefit / cost).where(cost > 0.0)


def parameters_of(members: Collection[int]) -> pd.DataFrame:
    """Return the parameters of members of the ensemble without those the scenario itself sets."""
    own = own_values(load_scenario("kirkholt"))
    table = read_ensemble().table
    return table.loc[list(members), [name for name in table.columns if name not in own]]


def different(sets: pd.DataFrame) -> pd.DataFrame:
    """Return each set of parameters once; the ensemble repeats one as its weight asks."""
    return sets[~parameters_of(sets.index).duplicated().to_numpy()]


def reaching(ratios: pd.Series, wanted: float) -> Share:
    """Return how many of the ratios that have a meaning reach one."""
    known = ratios.dropna()
    reached = int((known >= wanted).sum())
    return Share(reached, known.size, share_interval(reached, known.size))


def search(parameters: pd.DataFrame, ratios: pd.Series) -> Search:
    """Return the rank correlation of every parameter with a ratio, held against chance.

    Chance is that of the largest of all, so many parameters have no more chances than one:
    Westfall and Young, "Resampling-based multiple testing" (1993).
    """
    known, there = _with_ratio(parameters, ratios)
    if known.shape[0] < import_module(_SPLITS).FEWEST_SETS:
        return Search((), float("nan"))
    columns, target = _standing(known.to_numpy(dtype=np.float64)), _standing(there)
    random = np.random.default_rng(_SEED)
    dealt = random.permuted(np.tile(target, (DEALS, 1)), axis=1)
    strongest = np.abs(dealt @ columns).max(axis=1)
    found = [
        Link(name, value, float((1 + np.sum(strongest >= abs(value))) / (1 + DEALS)))
        for name, value in zip(known.columns, (target @ columns).tolist(), strict=True)
    ]
    found.sort(key=lambda link: -abs(link.correlation))
    return Search(tuple(found), float(np.quantile(strongest, LEVEL)))


def splitting(parameters: pd.DataFrame, ratios: pd.Series) -> "Splitting":
    """Return the splits that best tell high ratios from low: of their rank, from 0 to 1."""
    known, there = _with_ratio(parameters, ratios)
    ranks = stats.rankdata(there) / max(there.size, 1)
    found: Splitting = import_module(_SPLITS).best_splits(
        list(known.columns), known.to_numpy(dtype=np.float64), ranks
    )
    return found


def _with_ratio(parameters: pd.DataFrame, ratios: pd.Series) -> tuple[pd.DataFrame, Numbers]:
    """Return the sets whose ratio has a meaning, the parameters that vary in them, the ratios."""
    there = ratios.dropna()
    known = parameters.loc[there.index]
    return known.loc[:, known.nunique() > 1], there.to_numpy(dtype=np.float64)


def _standing(values: Numbers) -> Numbers:
    """Return ranks by column about their mean, of length one; a constant stays nought."""
    ranks = stats.rankdata(values, axis=0)
    ranks = ranks - ranks.mean(axis=0)
    length = np.sqrt(np.square(ranks).sum(axis=0))
    found: Numbers = ranks / np.where(length > 0.0, length, 1.0)
    return found

"""What the two-by-two of structure and climate comes to where parameters are not the defaults."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from iwsim.sweep.results import NET
from markdown_page import table
from paper_questions.published import effect, over_ensemble, over_ensemble_folder
from paper_questions.words import SHORT, THOUSAND, told_apart

_STUDY = "structure_climate"
_ARMS = ("structure", "climate", "structure + climate", "structure + climate + resource")
_OUTCOMES = ("serious_needs", "exhaustion", NET)
"""One for residents, one for staff, and money."""
_WINDOW = "late"
_NEARLY_ALL = 0.99
_DOES_NOT_STAND = "Most of what is sure at default parameters is not sure over the sets"
_PLACES = {"serious_needs": 1, "exhaustion": 3, NET: 0}


def headline_over_ensemble() -> list[str]:
    """Return the headline differences over the calibrated ensemble, if they are published."""
    found = over_ensemble(_STUDY)
    if found is None:
        return []
    differences, alone, made = found
    late = differences[differences["window"] == _WINDOW].set_index(["arm", "outcome"])
    pairs = [
        (effect(_STUDY, arm, outcome), late.loc[(arm, outcome)])
        for outcome in _OUTCOMES
        for arm in _ARMS
    ]
    return [
        _what(made),
        table(
            ("outcome", "arm, against silos", "at default parameters", "mean over sets",
             "95 per cent of sets", "better in", "of the variance, from parameters"),
            [_row(default, over) for default, over in pairs],
        ),
        f"{_agreement(pairs)} {_on_priors(alone, made)}",
    ]  # fmt: skip


def _what(made: Mapping[str, Any]) -> str:
    sets, replicates = made["ensemble"]["sets"], made["replicates"]
    return (
        "Over the calibrated ensemble, so with what nobody knows of the parameters: the same "
        f"differences, over the same weeks, in each of {sets} sets of parameter values "
        f"([calibration](calibration.md)), {replicates} paired replicates a set. The interval at "
        "default parameters is luck alone; the one beside it holds 95 per cent of the means of the "
        "sets. The last column is the share of the variance of one run's difference that comes "
        "from parameters; the rest is luck."
    )


def _row(default: pd.Series, over: pd.Series) -> tuple[str, ...]:
    outcome = str(default["outcome"])
    unit = "thousand GBP" if outcome == NET else default["unit"]
    at_default, low, high = (
        _number(default[one], outcome) for one in ("difference", "low", "high")
    )
    return (
        f"{SHORT[outcome]} ({unit})",
        str(default["arm"]),
        f"{at_default} [{low}, {high}]",
        _number(over["mean"], outcome),
        f"[{_number(over['low'], outcome)}, {_number(over['high'], outcome)}]",
        f"{over['share_better']:.0%} of sets",
        _share(over["from_parameters"]),
    )


def _share(share: float) -> str:
    return "over 99%" if share > _NEARLY_ALL else f"{share:.0%}"


def _number(value: float, outcome: str) -> str:
    scaled = value / THOUSAND if outcome == NET else value
    return f"{scaled:+,.{_PLACES[outcome]}f}"


def _agreement(pairs: Sequence[tuple[pd.Series, pd.Series]]) -> str:
    """Say how much of what luck leaves standing the parameters leave standing too."""
    by_luck = [pair for pair in pairs if told_apart(pair[0])]
    by_sets = sum(told_apart(over) for _, over in by_luck)
    turned = sum(default["difference"] * over["mean"] < 0.0 for default, over in pairs)
    counted = (
        f"of these {len(pairs)} differences {len(by_luck)} have an interval that leaves out zero "
        f"at default parameters, and {by_sets} of those also over the sets; the mean over sets has "
        f"the other sign in {turned}."
    )
    if 2 * by_sets < len(by_luck):
        return f"**{_DOES_NOT_STAND}:** {counted}"
    return counted[0].upper() + counted[1:]


def _on_priors(alone: pd.DataFrame, made: Mapping[str, Any]) -> str:
    there = f"../results/reference/studies/{over_ensemble_folder(_STUDY).name}"
    return (
        f"{len(alone)} of the {made['ensemble']['parameters']} parameters that differ between sets "
        "rest on their priors alone, as no target of the calibration has narrowed them "
        f"([which]({there}/priors_alone.csv); [all windows, arms and outcomes]"
        f"({there}/ensemble.csv))."
    )

"""The page of a calibration, from the tables that it wrote."""

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from iwsim.calibration.ensemble import MEMBER
from iwsim.calibration.targets import left_out
from iwsim.errors import StoreError

PARAMETERS, TARGETS = "parameters.csv", "targets.csv"
SCREENING, GENERATIONS = "screening.csv", "generations.csv"
ENSEMBLE, DISTANCES = "ensemble.csv", "distances.csv"
MANIFEST, COVERAGE = "manifest.json", "coverage.json"
FIGURE = "images/calibration.png"
MET = 1.0
_SHORT = 8
_THOUSAND = 1000.0


class Found(NamedTuple):
    """The tables of a calibration as its folder holds them.

    Parameters
    ----------
    parameters, targets, screening, generations, ensemble
        The tables.
    distances
        How far each set of the ensemble was from the targets in its own run.
    manifest
        What was asked for, of which model.
    coverage
        What the test on synthetic truths found, None where it was not made.
    """

    parameters: pd.DataFrame
    targets: pd.DataFrame
    screening: pd.DataFrame
    generations: pd.DataFrame
    ensemble: pd.DataFrame
    distances: pd.DataFrame
    manifest: dict[str, Any]
    coverage: dict[str, Any] | None

    @property
    def used(self) -> dict[str, Any]:
        """The generation that the ensemble is of."""
        return _records(self.generations[self.generations["used"] == "yes"])[0]

    @property
    def threshold(self) -> float:
        """By how many tolerances a set may miss a target at most; never under 1."""
        return max(MET, float(self.used["threshold"]))

    @property
    def nearest(self) -> str:
        """How near the sets of the ensemble came to the targets, in words."""
        different = ~self.ensemble.duplicated()
        all_met = different & (self.distances["distance"] <= MET)
        if self.threshold <= MET:
            near = "each met every target within its tolerance"
        else:
            near = (
                f"none missed a target by more than {_number(self.threshold)} tolerances, and "
                f"{int(all_met.sum())} of the different ones met them all within one"
            )
        return (
            f"The ensemble has {len(self.ensemble)} sets, {int(different.sum())} of them "
            "different ones. They are of the nearest generation that was found: in the run that "
            f"each was kept for, {near}."
        )


def read_found(folder: Path) -> Found:
    """Return the tables of a folder.

    Raises
    ------
    StoreError
        If it holds no finished calibration.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        known = (folder / COVERAGE).is_file()
        return Found(
            parameters=_read(folder / PARAMETERS),
            targets=_read(folder / TARGETS),
            screening=_read(folder / SCREENING),
            generations=_read(folder / GENERATIONS),
            ensemble=_read(folder / ENSEMBLE).set_index(MEMBER),
            distances=_read(folder / DISTANCES).set_index(MEMBER),
            manifest=manifest,
            coverage=json.loads((folder / COVERAGE).read_text(encoding="utf-8")) if known else None,
        )
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder}: holds no finished calibration ({error}).") from error


def _read(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, encoding="utf-8", keep_default_na=False, na_values=[""])


def page(found: Found) -> str:
    """Return the page of a calibration, in Markdown."""
    parts = [
        "# Calibration",
        _what(found),
        *_result(found),
        "## Targets",
        "Levels are those of one run: 5, 50 and 95 per cent of the runs. *Missed before* is the "
        "share of the prior sample that lies further outside the range than the tolerance; "
        "*alone*, the share that misses only this target. *Met in the ensemble* is the share, by "
        "weight, that lies within the tolerance.",
        _table(
            ("level", "unit", "target", "tolerance", "rows", "source's arrangement",
             "prior sample", "ensemble", "missed before", "alone", "met in the ensemble"),
            [_target(row) for row in _records(found.targets)],
        ),
        "Not held against the model, and why:",
        _table(
            ("level", "rows", "reason"),
            [(one.words, " ".join(one.ids), one.reason) for one in left_out()],
        ),
        "## Parameters that the targets narrowed",
        _table(
            ("parameter", "unit", "prior", "default", "left: 5 to 95 per cent", "shrinkage",
             "fitted"),
            [_parameter(row) for row in _records(found.parameters) if row["identified"] == "yes"],
        ),
        *_not_identified(found.parameters),
        "## How it was done",
        *_method(found),
        *_coverage(found.coverage),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _what(found: Found) -> str:
    return (
        f"Written by `iwsim calibrate` with the model `{found.manifest['fingerprint'][:_SHORT]}`; "
        "change nothing by hand. The uncertain parameters of the siloed world are held against "
        "levels of the literature; the sets that came nearest are the ensemble, over which every "
        "headline result can be run (`iwsim compare rochdale --ensemble`). No target is a "
        "before-after evaluation, a case study, a pattern of the scorecard, or an outcome of "
        "integration."
    )


def _result(found: Found) -> list[str]:
    parameters, last = found.parameters, found.used
    identified = int((parameters["identified"] == "yes").sum())
    wanted = " A largest miss of 1 was wanted and not reached." if found.threshold > MET else ""
    return [
        f"**Of {len(parameters)} uncertain parameters {identified} are identified**: the range of "
        "values that is left, from 5 to 95 per cent, is at least 10 per cent narrower than that "
        f"of the prior. The other {len(parameters) - identified} rest on their priors alone. The "
        f"ensemble is of generation {int(last['generation'])}, which kept {int(last['kept'])} sets "
        f"(worth {_number(last['effective_size'])} of equal weight) of {int(last['runs'])} runs."
        f"{wanted} Ranges of few sets shrink by chance: a parameter counts as identified only if "
        "its range shrank by more than that of any parameter would in one of twenty calibrations "
        "that tell nothing. So these are the ones that are sure; others may be narrowed a little.",
        f"**{found.nearest}**",
        f"![Ranges before and after, and levels against their targets]({FIGURE})",
    ]


def _not_identified(parameters: pd.DataFrame) -> list[str]:
    rest = parameters[parameters["identified"] == "no"]
    fitted = rest.loc[rest["fitted"] == "yes", "parameter"]
    named = ", ".join(f"`{name}`" for name in sorted(rest["parameter"]))
    parts = ["## Parameters that rest on priors alone"]
    if len(fitted):
        parts.append(
            "Fitted, and yet not identified: "
            + ", ".join(f"`{name}`" for name in fitted)
            + ". They move a level, but other parameters that move it too make up for them."
        )
    parts.append(f"All {len(rest)}: {named}.")
    return parts


def _method(found: Found) -> list[str]:
    asked = found.manifest
    return [
        f"1. *Prior sample*: {asked['runs']} runs of the silo of `rochdale`, each with a set from "
        "the plausible ranges of all uncertain parameters (a Latin hypercube) and luck of its own.",
        "2. *Screening*: a parameter is fitted if its rank correlation with some level is at least "
        "0.1 and 4.5 standard errors, the strongest 8 at most. All others are drawn anew from "
        "their plausible ranges in every simulation, so that the fit allows for them.",
        f"3. *Fit*: approximate Bayesian computation with sequential Monte Carlo (pyABC), "
        f"{asked['particles']} sets a generation, seed {asked['seed']}. The distance of a run is "
        "the largest misfit with any target, in tolerances; the threshold is the median distance "
        "of the generation before, and never under 1, where all targets are met.",
        "4. *Ensemble*: of the generations that are worth at least 50 sets of equal weight, the "
        "one with the lowest threshold; generation 0 is the nearest twentieth of the prior sample. "
        "Its sets, each as often as its weight says, with the "
        "values of all uncertain parameters.",
        "Parameters that the screening let through, and the level that each moves most:",
        _table(
            ("parameter", "level", "rank correlation"),
            [
                (f"`{row['parameter']}`", row["moves_most"], _number(row["rank_correlation"]))
                for row in _records(found.screening)
            ],
        ),
        "Generations:",
        _table(
            ("generation", "threshold", "runs", "kept", "worth of equal weight", "used"),
            [
                (
                    int(row["generation"]),
                    _number(row["threshold"]),
                    int(row["runs"]),
                    int(row["kept"]),
                    _number(row["effective_size"]),
                    row["used"],
                )
                for row in _records(found.generations)
            ],
        ),
    ]


def _coverage(coverage: dict[str, Any] | None) -> list[str]:
    if coverage is None:
        return []
    return [
        "## Does it find truths that the model made?",
        f"{coverage['truths']} truths were taken from {coverage['bank']} runs of the model, their "
        "levels blurred as the tolerances assume, and the calibration was given nothing else. "
        f"Ranks of the true values among {coverage['draws']} sets that it kept, pooled over "
        f"{coverage['parameters']} parameters that it identified from these truths, should be "
        f"even: p = {_number(coverage['p'])} (exact test by permutation of truth and kept sets "
        "within a truth, since parameters of one truth hang together). The middle 90 per cent "
        f"held the truth in {coverage['covered']:.1%} of cases; "
        f"on average {coverage['left']:.0%} of the width was left that values have which levels "
        "tell nothing about. The tolerances were widened by a factor of "
        f"{_number(coverage['widened'])}, so that a truth leaves a twentieth of the bank: at their "
        "own width so few runs would leave little but the truth. This tests distance, thresholds, "
        "weights and bookkeeping; it says nothing of how well the model describes an estate. "
        "Written by `python -m iwsim.calibration.coverage`.",
    ]


def _target(row: dict[str, Any]) -> tuple[str, ...]:
    def levels(which: str) -> str:
        low, middle, high = (row[f"{which}_{end}"] for end in ("low", "median", "high"))
        return f"{_number(middle)} ({_number(low)} to {_number(high)})"

    return (
        str(row["words"]),
        str(row["unit"]),
        f"{_number(row['low'])} to {_number(row['high'])}",
        _number(row["tolerance"]),
        str(row["ids"]),
        str(row["arrangement"]),
        levels("prior"),
        levels("ensemble"),
        f"{row['ruled_out']:.0%}",
        f"{row['ruled_out_alone']:.1%}",
        f"{row['met_in_ensemble']:.0%}",
    )


def _parameter(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"`{row['parameter']}`",
        str(row["unit"]),
        f"{_number(row['prior_low'])} to {_number(row['prior_high'])}",
        _number(row["default"]),
        f"{_number(row['left_low'])} to {_number(row['left_high'])}",
        f"{row['shrinkage']:.0%}",
        str(row["fitted"]),
    )


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "-"
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:.3g}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)

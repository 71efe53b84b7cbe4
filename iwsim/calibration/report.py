"""The page of a calibration, from the tables that it wrote."""

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from iwsim.calibration.ensemble import MEMBER
from iwsim.calibration.targets import MET, left_out
from iwsim.errors import StoreError

PARAMETERS, TARGETS = "parameters.csv", "targets.csv"
EMULATOR, ROUNDS = "emulator.csv", "rounds.csv"
ENSEMBLE, DISTANCES, DESCRIPTION = "ensemble.csv", "distances.csv", "ensemble.json"
MANIFEST, COVERAGE = "manifest.json", "coverage.json"
FIGURE = "images/calibration.png"
LEAST_WORTH = 50.0
"""Sets of equal weight that an ensemble shall be worth, though it take a threshold beyond 1."""
_SHORT = 8
_THOUSAND = 1000.0


class Found(NamedTuple):
    """The tables of a calibration as its folder holds them.

    Parameters
    ----------
    parameters, targets, emulator, rounds, ensemble
        The tables.
    distances
        How far each set of the ensemble was from the targets in its own run.
    description
        What stands beside the ensemble: the threshold, and how many sets are kept.
    manifest
        What was asked for, of which model.
    coverage
        What the test on synthetic truths found, None where it was not made with this model.
    """

    parameters: pd.DataFrame
    targets: pd.DataFrame
    emulator: pd.DataFrame
    rounds: pd.DataFrame
    ensemble: pd.DataFrame
    distances: pd.DataFrame
    description: dict[str, Any]
    manifest: dict[str, Any]
    coverage: dict[str, Any] | None

    @property
    def threshold(self) -> float:
        """By how many tolerances a set may miss a target at most; never under 1."""
        return float(self.description["threshold"])

    @property
    def runs(self) -> int:
        """How many runs were made, those of the prior sample among them."""
        return int(self.manifest["runs"]) + int(self.rounds["runs"].sum())

    @property
    def nearest(self) -> str:
        """How near the sets of the ensemble came to the targets, in words."""
        different = ~self.ensemble.duplicated()
        all_met = different & (self.distances["distance"] <= MET)
        if self.threshold <= MET:
            near = f"all {len(self.targets)} targets were met within their tolerances"
        else:
            near = (
                f"none missed a target by more than {_number(self.threshold)} tolerances, and "
                f"{int(all_met.sum())} of the different ones met them all within one"
            )
        return (
            f"The ensemble has {len(self.ensemble)} sets, {int(different.sum())} of them "
            f"different ones. In the run that each was kept for, {near}."
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
        return Found(
            parameters=_read(folder / PARAMETERS),
            targets=_read(folder / TARGETS),
            emulator=_read(folder / EMULATOR),
            rounds=_read(folder / ROUNDS),
            ensemble=_read(folder / ENSEMBLE).set_index(MEMBER),
            distances=_read(folder / DISTANCES).set_index(MEMBER),
            description=json.loads((folder / DESCRIPTION).read_text(encoding="utf-8")),
            manifest=manifest,
            coverage=_tested(folder / COVERAGE, manifest["fingerprint"]),
        )
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder}: holds no finished calibration ({error}).") from error


def _tested(file: Path, fingerprint: str) -> dict[str, Any] | None:
    """Return what the test on synthetic truths found with a model."""
    if not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found if found.get("fingerprint") == fingerprint else None


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
            ("parameter", "unit", "prior", "default", "left: 5 to 95 per cent", "shrinkage"),
            [_parameter(row) for row in _records(found.parameters) if row["identified"] == "yes"],
        ),
        *_not_identified(found),
        "## How it was done",
        *_method(found),
        *_coverage(found.coverage),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _what(found: Found) -> str:
    return (
        f"Written by `iwsim calibrate` with the model `{found.manifest['fingerprint'][:_SHORT]}`; "
        "change nothing by hand. The uncertain parameters of the siloed world are held against "
        "levels of the literature; sets of values that these levels do not rule out are the "
        "ensemble, over which every headline result can be run "
        "(`iwsim compare rochdale --ensemble`). No target is a before-after evaluation, a case "
        "study, a pattern of the scorecard, or an outcome of integration."
    )


def _result(found: Found) -> list[str]:
    parameters = found.parameters
    identified = int((parameters["identified"] == "yes").sum())
    wanted = " A largest miss of 1 was wanted and not reached." if found.threshold > MET else ""
    return [
        f"**{found.nearest}**{wanted} Kept were {int(found.description['kept'])} sets of "
        f"{found.runs:,} runs; as they weigh unequally, they are worth "
        f"{_number(found.description['worth'])} of equal weight.{_rarity(found.rounds)}",
        f"**Of {len(parameters)} uncertain parameters {identified} are identified**: the range of "
        "values that is left, from 5 to 95 per cent, is at least 10 per cent narrower than that "
        f"of the prior. The other {len(parameters) - identified} rest on their priors alone: few "
        "levels cannot pin down many parameters, and what one does to a level others undo. Ranges "
        "of few sets shrink by chance: a parameter counts as identified only if "
        "its range shrank by more than that of any parameter would in one of twenty calibrations "
        "that tell nothing. So these are the ones that are sure; others may be narrowed a little.",
        f"![Ranges before and after, and levels against their targets]({FIGURE})",
    ]


def _rarity(rounds: pd.DataFrame) -> str:
    share = float(rounds["share"].mean()) if len(rounds) else 0.0
    if share <= 0.0:
        return ""
    return (
        f" Of all sets from the plausible ranges about one in {_number(1.0 / share)} meets all "
        "targets."
    )


def _not_identified(found: Found) -> list[str]:
    rest = set(found.parameters.loc[found.parameters["identified"] == "no", "parameter"])
    moving = {
        name[1:]
        for names in found.emulator["strongest"].dropna()
        for name in str(names).split()
        if name[1:] in rest
    }
    parts = ["## Parameters that rest on priors alone"]
    if moving:
        parts.append(
            "Among those that move a level most, and yet not identified: "
            + ", ".join(f"`{name}`" for name in sorted(moving))
            + ". Other parameters that move the same levels make up for them."
        )
    parts.append(f"All {len(rest)}: {', '.join(f'`{name}`' for name in sorted(rest))}.")
    return parts


def _method(found: Found) -> list[str]:
    asked = found.manifest
    return [
        "A set is kept if in a run with it *every* target is met within its tolerance. Sets are "
        "drawn evenly from the plausible ranges of all uncertain parameters, so what is kept is "
        "what the literature leaves of these ranges, and nothing is held at a default meanwhile. "
        "Next to no set drawn like that meets all targets; the method (lazy approximate Bayesian "
        "computation: Prangle, *Lazy ABC*, Statistics and Computing, 2016) spares the runs that "
        "would be in vain, and changes nothing else.",
        f"1. *Prior sample*: {asked['runs']} runs of the silo of `rochdale`, each with a set from "
        "the plausible ranges of all uncertain parameters (a Latin hypercube) and luck of its own.",
        "2. *Emulator*: from all runs so far it learns what each level is to be expected to be, "
        "given the values of all parameters, and how far a run may lie from that. So for any set "
        "it tells the probability that a run meets all targets.",
        f"3. *Round*: of {asked['candidates']:,} new sets from the plausible ranges, each is run "
        "with a chance in proportion to the root of that probability, about "
        f"{asked['runs_a_round']} in all. The root makes the kept sets worth most, for as many "
        "runs: of chances in proportion to the probability itself a few sets would have most of "
        "the weight.",
        "4. *Weights*: a set that is kept weighs one over the chance with which it was run. A set "
        "that the emulator thought unlikely, and that met the targets nevertheless, stands for "
        "all those like it that were not run. So an emulator that errs makes the calibration "
        "dearer, never wrong.",
        f"5. *Again*, with the emulator of all runs, until what is kept is worth {asked['sets']} "
        f"sets of equal weight, for {asked['rounds']} rounds at most; seed {asked['seed']}. If it "
        f"then is worth fewer than {min(LEAST_WORTH, asked['sets']):g}, the threshold is raised "
        "from one tolerance to the lowest at which it is worth that.",
        f"6. *Ensemble*: {_source(found)}, with the values of all uncertain parameters.",
        *_rounds(found.rounds),
        "What the emulator of all runs tells of each level: the share of its variance that the "
        "parameters explain, and the standard deviation of what is left, in tolerances, both in "
        "runs that it did not learn from. What is left is the luck of one run, and what the "
        "emulator cannot tell. *Moved most by* names parameters with the sign of their effect.",
        _table(
            ("level", "explained", "left, in tolerances", "moved most by"),
            [_emulated(row) for row in _records(found.emulator)],
        ),
    ]


def _source(found: Found) -> str:
    if found.description["from_rounds"]:
        return "the kept sets, each as often as its weight says"
    return "the nearest twentieth of the prior sample, since no round left sets as near and enough"


def _rounds(rounds: pd.DataFrame) -> list[str]:
    if rounds.empty:
        return ["No round was made."]
    return [
        "Rounds. *Expected* is how many the emulator expected to be kept. *Of all sets* is what a "
        "round says of how many sets from the plausible ranges would be kept, by the weights of "
        "those that were: it should not change from round to round but by chance, though the "
        "emulator does.",
        _table(
            (
                "round",
                "runs",
                "expected",
                "kept",
                "of all sets",
                "kept so far",
                "worth of equal weight",
            ),
            [
                (
                    int(row["round"]),
                    int(row["runs"]),
                    _number(row["expected"]),
                    int(row["kept"]),
                    f"{row['share']:.2%}",
                    int(row["kept_so_far"]),
                    _number(row["worth_so_far"]),
                )
                for row in _records(rounds)
            ],
        ),
    ]


def _emulated(row: dict[str, Any]) -> tuple[str, ...]:
    if not math.isfinite(row["left"]):
        return (str(row["words"]), "-", "-", "-")
    named = "" if pd.isna(row["strongest"]) else str(row["strongest"])
    return (
        str(row["words"]),
        f"{max(row['explained'], 0.0):.0%}",
        _number(row["left"]),
        ", ".join(f"{name[0]} `{name[1:]}`" for name in named.split()) or "-",
    )


def _coverage(coverage: dict[str, Any] | None) -> list[str]:
    if coverage is None:
        return []
    return [
        "## Does it find truths that the model made?",
        f"{coverage['truths']} truths were taken from {coverage['bank']} runs of the model, their "
        "levels blurred as the tolerances assume, and the calibration was given nothing else: the "
        "emulator of these runs, candidates from among them, about a third of which were run, and "
        "weights. "
        f"Ranks of the true values among {coverage['draws']} sets drawn from what it kept, pooled "
        f"over {coverage['parameters']} parameters that it identified from these truths, should be "
        f"even: p = {_number(coverage['p'])} (exact test by permutation of truth and kept sets "
        "within a truth, since parameters of one truth hang together). The middle 90 per cent "
        f"held the truth in {coverage['covered']:.1%} of cases; "
        f"on average {coverage['left']:.0%} of the width was left that values have which levels "
        "tell nothing about. The tolerances were widened by a factor of "
        f"{_number(coverage['widened'])}, so that a truth leaves a twentieth of the bank: at their "
        "own width so few runs would leave little but the truth. This tests distance, chances and "
        "bookkeeping; of weights a bank of so few runs tells little, and a test of their own holds "
        "them against plain rejection. It says nothing of how well the model describes an estate. "
        f"Written by `python -m iwsim.calibration.coverage` with iwsim "
        f"{coverage['iwsim']}, model `{coverage['fingerprint'][:_SHORT]}`, seed "
        f"{coverage['seed']}.",
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

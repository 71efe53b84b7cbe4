"""What of each response every factor moves, from the stored runs of a sampled study."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from iwsim.designs.design import Design
from iwsim.designs.extension import GROWING
from iwsim.errors import DesignError
from iwsim.sensitivity.analyse import analyse_many
from iwsim.sensitivity.course import COURSE_COLUMNS, course
from iwsim.sensitivity.indices import COLUMNS as INDEX_COLUMNS
from iwsim.sensitivity.indices import Indices
from iwsim.study.statistics import share_better
from iwsim.sweep.responses import COLUMNS, Response, responses, values_of, yearly
from iwsim.sweep.results import Results, better_of, unit_of
from iwsim.sweep.tornado import COLUMNS as TORNADO_COLUMNS
from iwsim.sweep.tornado import WITHOUT, tornado

QUANTILES = (0.025, 0.25, 0.5, 0.75, 0.975)
RESAMPLES = 500


class Sensitivity(NamedTuple):
    """The tables of a sensitivity analysis; their first columns are those of a response.

    Parameters
    ----------
    indices
        Every index of every response, with its interval and whether it has converged.
    luck
        Of every response: share of the variance that is luck, stability of the ranks, in words.
    distribution
        How every response is distributed over the points.
    course
        Indices over growing parts of the design.
    years
        Indices by year.
    tornado
        Every response where each factor is low and where it is high; of designs that are a sample
        of the whole space.
    refused
        Responses that were not analysed, and why.
    """

    indices: pd.DataFrame
    luck: pd.DataFrame
    distribution: pd.DataFrame
    course: pd.DataFrame
    years: pd.DataFrame
    tornado: pd.DataFrame
    refused: pd.DataFrame

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Give the tables with their names."""
        yield from self._asdict().items()


def sensitivity_of(
    results: Results, *, resamples: int = RESAMPLES, methods: Sequence[str] | None = None
) -> Sensitivity:
    """Return the sensitivity analysis of a study whose points are a sample.

    Parameters
    ----------
    results
        Its numbers.
    resamples
        Resamples of the bootstrap.
    methods
        Methods of analysis, by default those of the design.

    Raises
    ------
    DesignError
        If its points are no sample, or no response could be analysed.
    """
    study = results.study
    design = study.design
    if design is None or not study.sampled:
        raise DesignError(
            f"the points of {study.name} are named one by one: there is no sample to analyse"
        )
    of = {one: values_of(results, one) for one in responses(study)}
    by_year = {one: values_of(results, one) for one in yearly(study)}
    options: dict[str, Any] = {"methods": methods, "seed": study.seed, "resamples": resamples}
    found = analyse_many(design, {str(one): value for one, value in of.items()}, **options)
    good = {one: table for one in of if isinstance(table := found[str(one)], Indices)}
    refused = [(*one, str(found[str(one)])) for one in of if one not in good]
    if not good:
        raise DesignError(refused[0][-1])
    yearly_found = analyse_many(
        design, {str(one): value for one, value in by_year.items()}, **options
    )
    years = {one: table for one in by_year if isinstance(table := yearly_found[str(one)], Indices)}
    courses = {}
    first = methods[0] if methods else None
    if design.method in GROWING:
        courses = {
            one: course(design, of[one], method=first, seed=study.seed, resamples=resamples)
            for one in good
        }
    ends = {}
    if design.method not in WITHOUT:
        ends = {one: tornado(design, of[one].mean(axis=1)) for one in good}
    return Sensitivity(
        indices=_with_levers(
            _stacked({one: table.table for one, table in good.items()}, INDEX_COLUMNS), design
        ),
        luck=pd.DataFrame([_luck(one, table) for one, table in good.items()]),
        distribution=pd.DataFrame([_distribution(one, value) for one, value in of.items()]),
        course=_stacked(courses, COURSE_COLUMNS),
        years=_stacked({one: table.table for one, table in years.items()}, INDEX_COLUMNS),
        tornado=_stacked(ends, TORNADO_COLUMNS),
        refused=pd.DataFrame(refused, columns=[*COLUMNS, "reason"]),
    )


def _stacked(tables: Mapping[Response, pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """Return tables below each other, each with the columns of its response before it."""
    frames = []
    for response, table in tables.items():
        named = table.copy()
        for place, (name, value) in enumerate(response._asdict().items()):
            named.insert(place, name, value)
        frames.append(named)
    if not frames:
        return pd.DataFrame(columns=[*COLUMNS, *columns])
    return pd.concat(frames, ignore_index=True)


def _with_levers(table: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return a table of indices with whether policy can choose each factor."""
    lever = {factor.group or factor.name: factor.lever for factor in design.factors}
    return table.assign(lever=table["factor"].map(lever))


def _luck(response: Response, indices: Indices) -> dict[str, object]:
    return {
        **response._asdict(),
        "samples": indices.samples,
        **indices.luck._asdict(),
        **indices.stability._asdict(),
        "verdict": indices.verdict,
    }


def _distribution(response: Response, values: Any) -> dict[str, object]:
    """Return how a response is spread over the points: means over replicates, failed left out."""
    means = values.mean(axis=1)
    means = means[np.isfinite(means)]
    ends = np.quantile(means, QUANTILES) if means.size else [np.nan] * len(QUANTILES)
    return {
        **response._asdict(),
        "unit": unit_of(response.outcome),
        "points": means.size,
        "mean": float(means.mean()) if means.size else float("nan"),
        "sd": float(means.std(ddof=1)) if means.size > 1 else float("nan"),
        **{f"q{quantile:g}": float(end) for quantile, end in zip(QUANTILES, ends, strict=True)},
        "share_better": share_better(means, better_of(response.outcome))
        if response.reference
        else float("nan"),
    }

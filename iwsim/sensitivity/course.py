"""The course of indices with the size of a design: its first samples, twice as many, and so on."""

from dataclasses import replace

import numpy as np
import pandas as pd

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.errors import DesignError
from iwsim.sensitivity.analyse import LEVEL, RESAMPLES, checked, estimates_of
from iwsim.sensitivity.draws import block_draws
from iwsim.sensitivity.estimate import MAIN
from iwsim.sensitivity.indices import finite_draws, interval
from iwsim.sensitivity.methods import methods_of
from iwsim.sensitivity.refusals import FEWEST_BLOCKS, FEWEST_POINTS, constant, refuse_outcome

COURSE_COLUMNS = ("samples", "quantity", "factor", "value", "low", "high")
"""Columns of the table of a course."""

_FIRST_OF_SOBOL = 16


def course(
    design: Design,
    outcome: Numbers,
    *,
    method: str | None = None,
    seed: int,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    fingerprint: str | None = None,
) -> pd.DataFrame:
    """Return the main quantity and S1, if there is one, of growing parts of a design.

    Parameters are those of `analyse`, with one method, by default the first of the design. Values
    and intervals are NaN where the outcome is constant in a part.
    """
    chosen = checked(
        design,
        [methods_of(design)[0] if method is None else method],
        seed=seed,
        resamples=resamples,
        level=level,
        fingerprint=fingerprint,
    )
    refuse_outcome(design, outcome)
    wanted = (MAIN[chosen[0]], "S1")
    means = outcome.mean(axis=1)
    parts = []
    for samples in sizes(design):
        rows = samples * design.block
        part = replace(design, samples=samples, unit=design.unit[:rows])
        places = block_draws(seed, samples, resamples)
        still = constant(means[:rows])
        # What does not vary has no index, but the same factors: those of any other outcome.
        told = np.arange(rows, dtype=np.float64) if still else means[:rows]
        for found in estimates_of(part, told, chosen, places[:0] if still else places):
            if found.quantity in wanted:
                low, high = interval(finite_draws(found), level)
                value = np.full(low.shape, np.nan) if still else found.values
                parts.append(
                    pd.DataFrame(
                        {
                            "samples": samples,
                            "quantity": found.quantity,
                            "factor": found.factors,
                            "value": value,
                            "low": low,
                            "high": high,
                        }
                    )
                )
    return pd.concat(parts, ignore_index=True)[list(COURSE_COLUMNS)]


def sizes(design: Design) -> tuple[int, ...]:
    """Return the sizes of the parts: powers of two for Sobol and Morris, halves of a hypercube.

    The last is the whole design. The first points of a grid, a list or a curve of FAST are no
    smaller design of the same kind.
    """
    if design.method not in ("sobol", "morris", "latin_hypercube"):
        raise DesignError(
            f"there is no course of a {design.method} design, because its first points are no"
            " smaller design of its kind; there is one of sobol, morris and latin_hypercube"
        )
    if design.method == "latin_hypercube":
        halvings = range(design.samples.bit_length())
        found = {design.samples >> halving for halving in halvings}
        return tuple(sorted(size for size in found if size >= FEWEST_POINTS))
    size = _FIRST_OF_SOBOL if design.method == "sobol" else FEWEST_BLOCKS
    grown = []
    while size < design.samples:
        grown.append(size)
        size *= 2
    return (*grown, design.samples)

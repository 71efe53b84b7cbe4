"""The numbers of a study for other tools: one tidy table, or a block with named dimensions."""

import numpy as np
import pandas as pd
import xarray as xr

from iwsim.sweep.definition import Study
from iwsim.sweep.results import Results, unit_of
from iwsim.sweep.rows import windows_of


def factor_table(study: Study) -> pd.DataFrame:
    """Return the value of each factor at each point, in its own unit; a level by its name.

    One row a point, one column a factor, of a study without a design the levels that it names.
    """
    names = [point.name for point in study.points]
    if study.design is None:
        rows = [dict(point.levels) for point in study.points]
        return pd.DataFrame(rows, index=pd.Index(names, name="point"))
    columns: dict[str, object] = {}
    for at, factor in enumerate(study.design.factors):
        values = study.design.values[:, at]
        if factor.kind == "categorical":
            columns[factor.name] = [factor.levels[int(place)].name for place in values]
        else:
            columns[factor.name] = values
    return pd.DataFrame(columns, index=pd.Index(names, name="point"))


def dataset(results: Results) -> xr.Dataset:
    """Return the numbers as an `xarray.Dataset`.

    One variable an outcome, by point, arm, replicate and window, with its unit as an attribute;
    the factors are coordinates along the points. NaN where a run failed.
    """
    study = results.study
    windows = [window.name for window in windows_of(study.scenario)]
    factors = factor_table(study)
    variables = {}
    for outcome in study.outcomes:
        blocks = [
            np.stack([results.levels(arm, outcome, window) for arm in study.arms], axis=1)
            for window in windows
        ]
        variables[outcome] = xr.Variable(
            ("point", "arm", "replicate", "window"),
            np.stack(blocks, axis=-1),
            {"unit": unit_of(outcome)},
        )
    return xr.Dataset(
        variables,
        coords={
            "point": factors.index.to_numpy(),
            "arm": list(study.arms),
            "replicate": np.arange(study.replicates),
            "window": windows,
            **{name: ("point", factors[name].to_numpy()) for name in factors.columns},
        },
        attrs={"study": study.name, "title": study.title, "scenario": study.scenario.name},
    )


def tidy(results: Results) -> pd.DataFrame:
    """Return the numbers as one tidy table: a row a run, outcome and window.

    Columns: point, one a factor, arm, replicate, outcome, window, unit, value. Runs that failed
    have no rows.
    """
    study = results.study
    factors = factor_table(study).reset_index()
    names = [window.name for window in windows_of(study.scenario)]
    frames = []
    shape = (len(study.points), study.replicates)
    point, replicate = (axis.reshape(-1) for axis in np.indices(shape))
    for outcome in study.outcomes:
        for arm in study.arms:
            for window in names:
                frame = factors.iloc[point].reset_index(drop=True)
                frame["arm"] = arm
                frame["replicate"] = replicate
                frame["outcome"], frame["window"] = outcome, window
                frame["unit"] = unit_of(outcome)
                frame["value"] = results.levels(arm, outcome, window).reshape(-1)
                frames.append(frame)
    everything = pd.concat(frames, ignore_index=True)
    found: pd.DataFrame = everything.loc[np.isfinite(everything["value"])].reset_index(drop=True)
    return found

"""Maps of a grid of factors: the difference of an arm at every point, an outcome a figure."""

from collections.abc import Iterator

import pandas as pd

from iwsim.sweep.definition import Study
from iwsim.sweep.results import MONEY
from iwsim.views.grid_map import draw_grid
from iwsim.views.subject import Drawn
from iwsim.views.words import label_of, plain, unit_of

FEWEST_FACTORS = 2
FEWEST_POINTS = 9
"""A smaller grid fits into panels of dots."""
_THOUSAND = 1000.0
_ENDS = {"difference": "value", "low": "low", "high": "high"}
_REST = "setting"


def is_map(study: Study) -> bool:
    """Return whether a study is a grid that is read best as a map."""
    return len(study.factors) >= FEWEST_FACTORS and len(study.points) >= FEWEST_POINTS


def grid_figures(study: Study, effects: pd.DataFrame, runs: str) -> Iterator[Drawn]:
    """Give a map for every outcome and contrast: two factors along its sides, panels for the rest.

    Parameters
    ----------
    study
        The study.
    effects
        Its paired differences.
    runs
        What was run, for the caption.
    """
    factors = list(study.factors)
    across, down, rest = factors[0], factors[1], factors[2:]
    levels = pd.DataFrame([{"point": point.name, **point.levels} for point in study.points])
    if rest:
        levels[_REST] = [
            ", ".join(f"{name} {row[name]}" for name in rest) for _, row in levels.iterrows()
        ]
    for outcome in study.outcomes:
        for contrast in study.contrasts:
            mine = effects[(effects["outcome"] == outcome) & (effects["arm"] == contrast.arm)]
            mine = mine[mine["reference"] == contrast.reference]
            cells = mine.rename(columns=_ENDS)[["point", *_ENDS.values()]].merge(levels, on="point")
            unit = unit_of(outcome)
            if outcome in MONEY:
                cells[list(_ENDS.values())] /= _THOUSAND
                unit = f"thousand {unit}"
            figure = draw_grid(
                cells,
                f"{label_of(outcome)}: {plain(contrast.arm)} against {plain(contrast.reference)}",
                runs,
                across=across,
                down=down,
                label=f"difference ({unit})",
                panel=_REST if rest else "",
            )
            yield Drawn(f"grid_{outcome}_{contrast.arm.replace(' ', '_')}", figure, cells)

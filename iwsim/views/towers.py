"""The estate flat by flat in each arm, and how each arm differs from the reference."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, LinearSegmentedColormap, Normalize
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from iwsim.views.caption import caption
from iwsim.views.estate_layout import Canvas, Panel, Sheet, canvas, sheets
from iwsim.views.floorplan import GAP, Block, paint
from iwsim.views.style import GREY, SMALL, frame
from iwsim.views.subject import ComparisonLike, Drawn, others, reference
from iwsim.views.words import plain, sentence

LEVELS = {"stress": "PuBu", "incidents": "YlOrBr"}
"""Colours run from light to dark, so they also read in grey."""
CHANGES = LinearSegmentedColormap.from_list(
    "changes", ["#8073ac", "#d8daeb", "#ffffff", "#fee0b6", "#e08214"]
)
"""Purple below zero and orange above; both ends are the same in grey, so flats bear signs."""
MEASURE = {"stress": "mean", "incidents": "total"}
HIGHEST = 99.0
"""Percentile at which the colour scales end: a few flats would otherwise pale all others."""
NOTABLE = 0.5
"""Share of the scale of differences from which a flat bears its sign."""
PLACES = ["block_name", "floor", "entrance", "flat"]
LETTERS_AN_INCH = 15.0
SIGN_POINTS = (1.2, 4.0)
"""Least and greatest size of a sign."""


class Scale(NamedTuple):
    """How numbers become colours."""

    norm: Normalize
    colours: str | Colormap
    extend: str
    label: str


def differences(comparison: ComparisonLike, column: str) -> pd.Series:
    """Return how each flat differs from the same flat in the reference, in the order of flats."""
    flats = comparison.flats
    base = flats[flats["arm"] == reference(comparison)].set_index(PLACES)[column]
    same = base.reindex(pd.MultiIndex.from_frame(flats[PLACES])).to_numpy()
    return pd.Series(flats[column].to_numpy() - same, index=flats.index)


def _level_scale(values: pd.Series, column: str, label: str) -> Scale:
    known = values[np.isfinite(values)].to_numpy(dtype=float)
    low, high = 0.0, 1.0
    if known.size:
        low, high = float(known.min()), float(np.percentile(known, HIGHEST))
    norm = Normalize(low, high if high > low else low + 1.0)
    above = bool((known > high).any())
    return Scale(norm, LEVELS[column], "max" if above else "neither", label)


def _change_scale(values: pd.Series, label: str) -> Scale:
    size = values[np.isfinite(values)].abs().to_numpy(dtype=float)
    reach = float(np.percentile(size, HIGHEST)) if size.size else 0.0
    beyond = bool(reach and (size > reach).any())
    reach = reach or 1.0
    return Scale(Normalize(-reach, reach), CHANGES, "both" if beyond else "neither", label)


def _outline(axes: Axes, sheet: Sheet, inches: float) -> None:
    """Draw each block's walls and write above it its name, or its number where room is short."""
    for block in sheet.plan.blocks:
        corner = (block.left - 0.5, block.bottom - 0.5)
        wall = Rectangle(corner, block.width, block.height, fill=False, ec=GREY, lw=0.4)
        wall.set_clip_on(False)
        axes.add_patch(wall)
        words = written(sheet, block, inches)
        middle, top = block.left + block.width / 2 - 0.5, block.bottom + block.height - 0.4
        axes.text(middle, top, words, ha="center", va="bottom", fontsize=SMALL)


def written(sheet: Sheet, block: Block, inches: float) -> str:
    """Return what is written above a block: a tower's name, or a number, whichever has room."""
    letters = inches * (block.width + GAP) / sheet.plan.width * LETTERS_AN_INCH
    names = (block.name, str(block.number)) if sheet.towers else (str(block.number),)
    return next((words for words in names if len(words) <= letters), "")


def _signs(axes: Axes, picture: np.ndarray, scale: Scale, inches: float) -> None:
    """Write + or - into each flat that differs by more than a share of the scale."""
    assert scale.norm.vmax is not None
    points = float(np.clip(72.0 * inches / picture.shape[1] * 0.5, *SIGN_POINTS))
    for marker, where in (
        ("+", picture > NOTABLE * scale.norm.vmax),
        ("_", picture < -NOTABLE * scale.norm.vmax),
    ):
        up, along = np.nonzero(where)
        axes.plot(
            along,
            up,
            linestyle="none",
            marker=marker,
            markersize=points,
            markeredgewidth=0.25 * points,
            color="black",
        )


def _map(axes: Axes, sheet: Sheet, rows: pd.DataFrame, scale: Scale) -> np.ndarray:
    picture = paint(sheet.plan, rows, "shown")
    axes.imshow(
        picture,
        cmap=scale.colours,
        norm=scale.norm,
        aspect="auto",
        origin="lower",
        interpolation="nearest",
    )
    return picture


def _floors(axes: Axes, sheet: Sheet, head: float, named: bool) -> None:
    plan = sheet.plan
    axes.set_xticks([])
    axes.set_xlim(-0.7, plan.width - 0.3)
    axes.set_ylim(-0.7, plan.height - 0.5 + (head if sheet.towers else 0.0))
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    floors = [f for f in range(plan.ground, plan.ground + plan.height) if f % 5 == 0]
    shown = floors if sheet.towers and named else []
    axes.set_yticks([f - plan.ground for f in shown], [str(f) for f in shown])
    if named:
        axes.set_ylabel("Towers (floor)" if sheet.towers else "Low-rise (block)")


def _panel(
    panel: Panel, found: list[Sheet], rows: pd.DataFrame, scale: Scale, made: Canvas
) -> None:
    for axes, sheet in zip(panel.axes, found, strict=True):
        kind = rows[rows["block_name"].isin([block.name for block in sheet.plan.blocks])]
        picture = _map(axes, sheet, kind, scale)
        if panel.shows == "difference":
            _signs(axes, picture, scale, made.inches)
        _outline(axes, sheet, made.inches)
        _floors(axes, sheet, made.head, panel.first)


def _draw(comparison: ComparisonLike, column: str, subject: str, unit: str) -> Drawn | None:
    flats, arms = comparison.flats, tuple(comparison.arms)
    if flats.empty:
        return None
    found, base = sheets(flats, arms[0]), plain(reference(comparison))
    change = differences(comparison, column)
    apart = change[flats["arm"].isin(others(comparison))]
    scales = {
        "level": _level_scale(flats[column], column, f"{sentence(column)} ({unit})"),
        "difference": _change_scale(apart, f"Difference from {base} ({unit})"),
    }
    made = canvas(arms, found)
    reading = [
        "One cell is one flat, the lowest floor at the bottom; its colour is the "
        f"{MEASURE[column]} over the last 78 weeks, a mean over replicates.",
        f"Scales end at the {HIGHEST:.0f}th percentile.",
    ]
    if apart.size:
        reading.append(
            f"Differences: arm minus {base}; + and \N{MINUS SIGN} mark flats beyond half "
            "the scale. A single flat has no interval; its difference may be chance."
        )
    reading.append(_key(found, made.inches))
    frame(made.figure, subject, caption(comparison, *reading))
    made.figure.set_layout_engine(None)  # the panels have their places already
    for panel in made.panels:
        mine = flats["arm"] == panel.arm
        shown = (flats[column] if panel.shows == "level" else change)[mine]
        _panel(panel, found, flats[mine].assign(shown=shown), scales[panel.shows], made)
        mean = f"mean {shown.mean():#.3g}"
        if panel.shows == "difference":
            mean = f"difference {shown.mean():+#.2g}".replace("-", "\N{MINUS SIGN}")
        panel.axes[0].set_title(f"{plain(panel.arm)}\n{mean}", loc="center")
    for axes, shows in zip(made.bars, dict.fromkeys(p.shows for p in made.panels), strict=True):
        scale = scales[shows]
        made.figure.colorbar(
            ScalarMappable(scale.norm, scale.colours),
            cax=axes,
            orientation="horizontal",
            extend=scale.extend,
            label=scale.label,
            ticks=MaxNLocator(5),
        )
    keep = [name for name in flats.columns if name not in LEVELS]
    data = flats[[*keep, column]].assign(difference=change)
    return Drawn(f"towers_{column}", made.figure, data)


def _key(found: list[Sheet], inches: float) -> str:
    """Return the sentence that says which numbers stand for which towers."""
    numbered = [
        f"{block.number} {block.name}"
        for sheet in found
        if sheet.towers
        for block in sheet.plan.blocks
        if written(sheet, block, inches) == str(block.number)
    ]
    return f"Towers: {', '.join(numbered)}." if numbered else ""


def towers_stress(comparison: ComparisonLike) -> Drawn | None:
    """Draw the stress of every flat in each arm; nothing where no flats were kept."""
    return _draw(comparison, "stress", "Stress of residents, flat by flat", "0\N{EN DASH}1")


def towers_incidents(comparison: ComparisonLike) -> Drawn | None:
    """Draw the incidents of every flat in each arm; nothing where no flats were kept."""
    subject = "Incidents of anti-social behaviour, flat by flat"
    return _draw(comparison, "incidents", subject, "per flat in 78 weeks")

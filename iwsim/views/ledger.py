"""The ledger of gains and losses, drawn: for whom, how large, and how sure."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from iwsim.views.balance import IN_MONEY, SHOWN, left_out, order, purse_rows, with_purse
from iwsim.views.caption import caption
from iwsim.views.ledger_panel import lay_out, marks
from iwsim.views.purse import purse
from iwsim.views.style import PAGE, frame, new_figure, say
from iwsim.views.subject import ComparisonLike, Drawn, others, reference
from iwsim.views.window import in_words, last_window
from iwsim.views.words import plain

REACH = 50.0
"""Per cent at which the panels end: beyond it a mark stands at the edge with its number."""
WIDE = 3
"""Arms up to which a panel has room for words."""
NARROW_LETTERS = 13
"""Letters in a line of an arm's name where it stands upright."""
AROUND = 1.95
"""Inches of the figure that are not rows."""


def entries(comparison: ComparisonLike) -> pd.DataFrame:
    """Return the rows of the comparison's ledger over the last window."""
    ledger = comparison.ledger
    return ledger[ledger["window"] == last_window(comparison).name].reset_index(drop=True)


def _money_reach(data: pd.DataFrame) -> float:
    """Return the money at which the panels of the purse end, the same for every arm."""
    ends = data.loc[data["shown_unit"] == IN_MONEY, SHOWN].to_numpy(dtype=float)
    most = float(np.nanmax(np.abs(ends), initial=0.0, where=np.isfinite(ends)))
    return 1.15 * most or 1.0


def _label_axis(axes: Axes, label: str, wide: bool) -> None:
    """Write what the axis shows below a panel; a narrow one marks only zero and half its reach."""
    reach = axes.get_xlim()[1]
    if wide:
        axes.set_xlabel(label)
    else:
        axes.set_xticks([-reach / 2, 0.0, reach / 2], ["", "0", ""])


def ledger(comparison: ComparisonLike) -> Drawn | None:
    """Draw gains to the right and losses to the left; nothing without a second arm."""
    arms = others(comparison)
    if not arms:
        return None
    data = with_purse(entries(comparison), purse(comparison))
    window = last_window(comparison)
    grids = (order(data, arms[-1]), purse_rows(window))
    money = _money_reach(data)
    rows, wide = sum(map(len, grids)), len(arms) <= WIDE
    figure = new_figure(AROUND + rows * min(0.15, (PAGE - AROUND) / rows))
    base, year = plain(reference(comparison)), comparison.scenario.price_year
    reach = f"{REACH:g} %" if wide else f"{REACH:g} % and {money:,.0f} thousand GBP"
    frame(
        figure,
        f"What is gained and what is lost, against {base}",
        caption(
            comparison,
            f"Marks: paired difference from {base} in per cent of its level, better to the "
            f"right, over {in_words(window)}; lines: 95 % intervals. Filled triangles: the "
            "interval leaves out zero (where nothing differs, one in twenty does by chance); "
            "open circles: not told apart.",
            f"Panels end at {reach}; a mark at the edge lies beyond.",
            f"Public purse: thousand GBP in {year} prices, discounted, over all weeks since the "
            "switch but for the row that says otherwise.",
            left_out(data),
        ),
    )
    panels = figure.subplots(
        2, len(arms), squeeze=False, height_ratios=[max(len(grid), 1) for grid in grids]
    )
    for place, arm in enumerate(arms):
        mine = data[data["arm"] == arm]
        for axes, grid, limit in zip(panels[:, place], grids, (REACH, money), strict=True):
            lay_out(axes, grid, not place, limit)
            marks(axes, mine, grid, wide)
        top, bottom = panels[:, place]
        name = plain(arm) if wide else textwrap.fill(plain(arm), NARROW_LETTERS)
        top.set_title(name, loc="center", rotation=0 if wide else 90)
        _label_axis(top, f"Gain (% of the level in {base})", wide)
        _label_axis(bottom, "Gain (thousand GBP)", wide)
        if not np.isfinite(mine["shown"]).any():
            say(top, "no values in this window")
    return Drawn("ledger", figure, data)

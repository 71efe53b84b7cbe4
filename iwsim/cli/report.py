"""What a comparison prints: what was compared, what differs, what it costs, where to look next."""

import math
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd

from iwsim.cli.critical import print_critical_points_of_arms
from iwsim.cli.purse import print_money
from iwsim.cli.tables import NO_NUMBER, interval, is_narrow, number, print_table, print_text, signed
from iwsim.outcomes import BY_NAME
from iwsim.parameters.presets import PRESETS
from iwsim.study.comparison import Comparison
from iwsim.study.headline import headline_outcomes
from iwsim.study.paired import outcome_of
from iwsim.study.windows import windows

_FIGURES = "figures"
_TRUE = "incidents"
_RECORDED = "recorded_incidents"


def shown_rows(comparison: Comparison, more: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the rows of the difference table that are printed: the headline, and more.

    Parameters
    ----------
    comparison
        What was compared.
    more
        Further outcome columns.
    """
    table = comparison.table
    names = dict.fromkeys((*headline_outcomes(table["outcome"]), *more))
    kept = table[table["outcome"].isin(list(names))]
    place = {name: at for at, name in enumerate(names)}
    order = kept["outcome"].map(place).to_numpy()
    return kept.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def print_report(
    comparison: Comparison,
    more: tuple[str, ...],
    folder: Path,
    files: tuple[str, ...],
    fresh: bool,
) -> None:
    """Print all of it.

    Parameters
    ----------
    comparison
        What was compared.
    more
        Outcome columns beside the headline.
    folder, files
        Where the results are, and the files written beside the runs.
    fresh
        Whether any run was made now.
    """
    _print_what(comparison, fresh)
    rows = shown_rows(comparison, more)
    for arm in comparison.arms[1:]:
        _print_differences(comparison, rows[rows["arm"] == arm], arm)
        _print_claim(comparison, arm)
        print_money(comparison, arm)
    _print_luck(rows)
    print_critical_points_of_arms(comparison)
    for note in comparison.notes:
        print_text(f"Note: {note}")
    _print_where(folder, files)


def _print_what(comparison: Comparison, fresh: bool) -> None:
    scenario = comparison.scenario
    print_text(
        textwrap.dedent(f"""\
        {scenario.title}

        {len(comparison.arms)} ways of working, {comparison.replicates} runs of each, followed for \
{scenario.weeks} weeks after the switch. In every run all arms have the same estate, the same \
people and the same luck, and work alike until the switch in week 0: what differs after it comes \
from the arrangement alone. "Better in" counts the runs in which an arm did better than its twin \
in the reference.{"" if fresh else " All runs were finished before."}
        """)
    )
    for arm in comparison.arms:
        role = " (the reference)" if arm == comparison.reference else ""
        print_text(f"  {arm}{role}: {PRESETS[scenario.arms[arm].preset].title}")
    print_text()


def _print_differences(comparison: Comparison, rows: pd.DataFrame, arm: str) -> None:
    wide = (comparison.reference, arm, "difference", "95 % interval", "better in")
    narrow = ("reference", "arm", "change", "95 % interval", "better")
    heads = ("outcome", "?unit", *(f">{head}" for head in (narrow if is_narrow() else wide)))
    for window in windows(comparison.scenario.weeks):
        cells = [
            (
                str(row["outcome"]),
                _unit(str(row["outcome"])),
                number(row["mean_reference"]),
                number(row["mean_arm"]),
                signed(row["difference"]),
                interval(row["low"], row["high"]),
                _share(row["share_better"]),
            )
            for row in rows[rows["window"] == window.name].to_dict("records")
        ]
        print_table(
            f"{arm} against {comparison.reference}, {window.name}: {window.in_words()}",
            heads,
            cells,
        )


def _print_claim(comparison: Comparison, arm: str) -> None:
    """Say what a before-after study of recorded incidents would have claimed of the arm."""
    last = windows(comparison.scenario.weeks)[-1]
    table = comparison.table
    rows = table[(table["window"] == last.name) & (table["arm"] == arm)].set_index("outcome")
    if not {_RECORDED, _TRUE} <= set(rows.index) or comparison.scenario.baseline == 0:
        return
    claim, recorded, true = (
        float(str(rows.at[outcome, column]))
        for outcome, column in (
            (_RECORDED, "before_after"),
            (_RECORDED, "difference"),
            (_TRUE, "difference"),
        )
    )
    print_text(
        f"A study that compares recorded incidents before and after in this arm alone would claim "
        f"{signed(claim)} ({last.name}). Against its twin the arm has {signed(recorded)} recorded "
        f"and {signed(true)} true incidents.\n"
    )


def _print_luck(rows: pd.DataFrame) -> None:
    saved = rows["runs_saved"]
    saved = saved[np.isfinite(saved)]
    if saved.empty:
        return
    print_text(
        f"Shared luck: without it the same intervals would take {number(saved.median())} times as "
        f"many runs (median of the outcomes above; {number(saved.min())} to "
        f"{number(saved.max())}).\n"
    )


def _print_where(folder: Path, files: tuple[str, ...]) -> None:
    print_text(f"Results: {folder}")
    figures = [name for name in files if name.startswith(_FIGURES) and name.endswith(".png")]
    tables = [name for name in files if not name.startswith(_FIGURES)]
    for names in (figures, tables):
        print_text("  " + "  ".join(names))
    print_text(
        "\nNext: look at figures/ first; iwsim outcomes explains every row; iwsim scenarios lists "
        "other arms, such as the team's structure with the silo's climate; change an assumption "
        "with --set (iwsim parameters) and see whether the finding holds."
    )


def _unit(column: str) -> str:
    outcome = outcome_of(column, BY_NAME)
    return "" if outcome is None else outcome.unit


def _share(share: float) -> str:
    return NO_NUMBER if math.isnan(share) else f"{share:.0%}"

"""What a study says, as files beside its runs and as tables on standard output."""

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from iwsim.cli.files import save_table
from iwsim.cli.pictures import save_figure
from iwsim.cli.study_members import print_members
from iwsim.cli.tables import interval, number, print_table, print_text, signed
from iwsim.sensitivity.estimate import MAIN
from iwsim.sweep.definition import Study
from iwsim.sweep.over_ensemble import OverEnsemble
from iwsim.sweep.responses import COLUMNS, Response
from iwsim.sweep.results import Results
from iwsim.sweep.sensitivity import Sensitivity
from iwsim.sweep.summary import Summary
from iwsim.views.figures import FORMATS
from iwsim.views.sensitivity import sensitivity_figures
from iwsim.views.studies import study_figures
from iwsim.views.style import house_style
from iwsim.views.subject import Drawn

Tables = Summary | Sensitivity | OverEnsemble
"""What a study says, by its kind."""
FIGURES = "figures"
_FAILURES_SHOWN = 10
_FACTORS_SHOWN = 10


def write_study(
    asked: Study, said: Tables, folder: Path, style: Path | None = None
) -> tuple[str, ...]:
    """Write tables and figures of a study beside its runs, each figure with its data.

    Parameters
    ----------
    asked, said
        The study, and what it says.
    folder
        Where its runs are.
    style
        A style sheet of Matplotlib that is laid over the house style, None for that alone.
    """
    files = []
    for name, table in said.tables():
        save_table(folder / f"{name}.csv", table)
        files.append(f"{name}.csv")
    with house_style(style):
        for drawn in figures_of(asked, said):
            save_table(folder / FIGURES / f"{drawn.name}.csv", drawn.data)
            files.append(f"{FIGURES}/{drawn.name}.csv")
            for form in FORMATS:
                save_figure(folder / FIGURES / f"{drawn.name}.{form}", drawn.figure)
                files.append(f"{FIGURES}/{drawn.name}.{form}")
    return tuple(files)


def figures_of(asked: Study, said: Tables) -> Iterator[Drawn]:
    """Give the figures of a study; one over an ensemble has none."""
    if isinstance(said, OverEnsemble):
        return iter(())
    if isinstance(said, Sensitivity):
        return sensitivity_figures(asked, said)
    return study_figures(asked, said)


def print_study(
    asked: Study,
    results: Results,
    said: Tables,
    folder: Path,
    files: tuple[str, ...],
) -> None:
    """Print what matters most of a study, and where the rest is."""
    print_text(f"{asked.title}\n{asked.description}\n")
    if isinstance(said, Sensitivity):
        _print_sensitivity(said)
    elif isinstance(said, OverEnsemble):
        print_members(asked, said)
    elif said.ranks is not None:
        _print_ranks(asked, said.ranks)
    elif said.shares is not None:
        _print_shares(said.shares, str(said.effects["window"].iloc[0]))
    else:
        _print_effects(asked, said.effects)
    failed = list(results.failures.itertuples())
    for row in failed[:_FAILURES_SHOWN]:
        print_text(f"failed: {row.point}, {row.arm}, replicate {row.replicate}: {row.reason}")
    if len(failed) > _FAILURES_SHOWN:
        print_text(f"... and {len(failed) - _FAILURES_SHOWN} more: iwsim study status {folder}")
    shown = [name for name in files if not name.startswith(FIGURES) or name.endswith(".png")]
    what = "Tables" if isinstance(said, OverEnsemble) else "Tables and figures"
    print_text(f"{what} in {folder}: {', '.join(shown)}")


def _print_sensitivity(found: Sensitivity) -> None:
    """Print the indices that matter most, what has converged, and what was refused."""
    keys = list(COLUMNS)
    for group, table in found.indices.groupby(keys, sort=False):
        response = Response(*map(str, group))
        main = table[table["quantity"] == MAIN[str(table["method"].iloc[0])]]
        rows = [
            (
                str(row["factor"]),
                number(row["value"]),
                interval(row["low"], row["high"]),
                f"{row['rank']:.0f}",
                _converged(row),
            )
            for row in main.sort_values("rank").head(_FACTORS_SHOWN).to_dict("records")
        ]
        quantity = str(main["quantity"].iloc[0])
        head = ("factor", quantity, "95 % interval", ">rank", "converged")
        print_table(f"{response}: {quantity} of the factors that matter most", head, rows)
        luck = found.luck[(found.luck[keys] == list(response)).all(axis=1)].iloc[0]
        print_text(str(luck["verdict"]))
    for row in found.refused.to_dict("records"):
        print_text(f"not analysed: {Response(*(row[key] for key in keys))}: {row['reason']}")


def _converged(row: dict[Hashable, Any]) -> str:
    """Return whether an index has converged, or the size that it needs where that is known."""
    if row["converged"]:
        return "yes"
    needed = row["samples_needed"]
    return "not known" if pd.isna(needed) else f"needs {needed:,.0f}"


def _print_effects(asked: Study, effects: pd.DataFrame) -> None:
    for outcome in asked.outcomes:
        mine = effects[effects["outcome"] == outcome]
        rows = [
            (row["point"], row["arm"], row["reference"], number(row["mean_reference"]),
             signed(row["difference"]), interval(row["low"], row["high"]),
             f"{row['share_better']:.0%}")
            for row in mine.to_dict("records")
        ]  # fmt: skip
        head = ("point", "arm", "reference", "level", "difference", "95 % interval", "better in")
        window = mine["window"].iloc[0]
        print_table(f"{outcome} ({mine['unit'].iloc[0]}), {window} window", head, rows)


def _print_ranks(asked: Study, ranks: pd.DataFrame) -> None:
    for outcome in dict.fromkeys(ranks["outcome"]):
        mine = ranks[ranks["outcome"] == outcome]
        table = mine.pivot_table(index="arm", columns="point", values="rank", sort=False)
        rows = [(str(arm), *(f"{value:.1f}" for value in line)) for arm, line in
                zip(table.index, table.to_numpy(), strict=True)]  # fmt: skip
        print_table(f"{outcome}: mean rank, 1 the best", ("arm", *map(str, table.columns)), rows)


def _print_shares(shares: pd.DataFrame, window: str) -> None:
    rows = [
        (
            row["outcome"],
            row["mechanism"],
            row["quantity"],
            signed(row["value"]),
            interval(row["low"], row["high"]),
        )
        for row in shares.to_dict("records")
    ]
    head = ("outcome", "mechanism", "quantity", "share of the effect", "95 % interval")
    print_table(f"Shares of the effect, {window} window", head, rows)

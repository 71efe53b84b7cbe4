"""The files written beside the runs of a comparison: figures, and tables as CSV."""

import hashlib
import json
from pathlib import Path

import iwsim
from iwsim.cli.files import save_table, save_text
from iwsim.study.comparison import Comparison
from iwsim.views.figures import write_figures

FIGURES = "figures"
TABLES = "tables"
_NOTE = "made-from.json"


def written_files(comparison: Comparison, folder: Path) -> tuple[str, ...]:
    """Write figures and tables into a folder of results, unless they are there already.

    Parameters
    ----------
    comparison
        What was compared.
    folder
        The folder.

    Returns
    -------
    tuple of str
        The files, relative to the folder.
    """
    described = _described(comparison)
    there = _there(folder, described)
    if there:
        return there
    files = _write_tables(comparison, folder)
    for path in write_figures(comparison, folder / FIGURES):
        files.append(path.relative_to(folder).as_posix())
    note = {**described, "files": files}
    save_text(folder / TABLES / _NOTE, json.dumps(note, indent=1) + "\n")
    return tuple(files)


def _write_tables(comparison: Comparison, folder: Path) -> list[str]:
    means = comparison.weekly.drop(columns="replicate").groupby(["arm", "week"], sort=False)
    tables = {
        "headline": comparison.headline(),
        "differences": comparison.table,
        "money": comparison.money,
        "money_by_week": comparison.cumulative,
        "money_by_payer": comparison.money_by_payer,
        "sums_by_payer": comparison.sums_by_payer,
        "ledger": comparison.ledger,
        "critical_points": comparison.critical_points,
        "weekly_means": means.mean().reset_index(),
        "flats": comparison.flats,
    }
    if not comparison.failures.empty:
        tables["failures"] = comparison.failures
    files = []
    for name, frame in tables.items():
        path = folder / TABLES / f"{name}.csv"
        save_table(path, frame)
        files.append(path.relative_to(folder).as_posix())
    return files


def _described(comparison: Comparison) -> dict[str, object]:
    """Return everything that the files depend on."""
    return {
        "study": comparison.provenance["study"],
        "fingerprint": comparison.provenance["fingerprint"],
        "arms": list(comparison.arms),
        "replicates": comparison.replicates,
        "complete": len(comparison.block.replicates),
        "sources": _sources(),
    }


def _there(folder: Path, described: dict[str, object]) -> tuple[str, ...]:
    """Return the files made from the same, empty if one is missing or they are of others."""
    try:
        note = json.loads((folder / TABLES / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    if not isinstance(note, dict) or {**note, "files": None} != {**described, "files": None}:
        return ()
    files = tuple(str(name) for name in note["files"])
    return files if all((folder / name).is_file() for name in files) else ()


def _sources() -> str:
    """Return a hash of iwsim's sources and declarations: a changed figure is drawn anew."""
    package = Path(iwsim.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*") if path.suffix in {".py", ".csv"}):
        digest.update(path.read_bytes())
    return digest.hexdigest()

"""Writing one file of results, whole or not at all."""

from pathlib import Path

import pandas as pd

from iwsim.study import calls
from iwsim.study.parts import store_errors

_DIGITS = "%.6g"


def save_table(path: Path, frame: pd.DataFrame) -> None:
    """Write a table as CSV, with six digits that count, the same bytes on every system."""
    index = any(name is not None for name in frame.index.names)
    save_text(path, frame.to_csv(index=index, float_format=_DIGITS, lineterminator="\n"))


def save_text(path: Path, text: str) -> None:
    """Write a text file, whole or not at all."""
    with store_errors(path):
        calls.make_folder(path.parent)
        calls.save(path, text.encode("utf-8"))

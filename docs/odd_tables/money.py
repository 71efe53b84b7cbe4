"""The lines of the money account."""

from iwsim.study.lines import LINE_TABLE
from markdown_page import table


def lines() -> str:
    """Return the lines of the money account: who pays, of which kind, whether it is cash."""
    rows = [
        (
            f"`{one.line}`",
            one.meaning,
            one.payer,
            one.kind,
            one.cashable,
            one.quantity.replace("_", " ") if one.counted else "no",
        )
        for one in LINE_TABLE
    ]
    return table(("line", "for", "payer", "kind", "cashable", "in the sums"), rows)

"""What the figure and the table of a scorecard show of each clause."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from iwsim.validation.clause import Pattern
from iwsim.validation.judge import Judged
from iwsim.validation.robust import Robustness
from iwsim.validation.scorecard import Scorecard

WHOLE = "all that count"
"""What stands for a clause in a row of the whole pattern."""


class Relative(NamedTuple):
    """A difference in smallest effects that matter, positive on the claimed side."""

    mean: float
    low: float
    high: float


def relative(judged: Judged) -> Relative:
    """Return the size of a clause beside the smallest effect that matters."""
    found = judged.main.difference
    unit = judged.main.smallest if judged.main.smallest > 0.0 else float("nan")
    if judged.clause.direction == "down":
        return Relative(-found.mean / unit, -found.high / unit, -found.low / unit)
    return Relative(found.mean / unit, found.low / unit, found.high / unit)


def table_of(card: Scorecard) -> pd.DataFrame:
    """Return the scorecard as a table, one row a clause."""
    return pd.DataFrame(
        [
            {
                "pattern": j.pattern.key,
                "clause": j.clause.name,
                "class": j.clause.kind,
                "counts": j.clause.counts,
                "contrast": j.clause.contrast,
                "outcome": j.clause.outcome,
                "claimed": j.clause.direction,
                "difference": j.main.difference.mean,
                "low": j.main.difference.low,
                "high": j.main.difference.high,
                "replicates": j.main.difference.n,
                "smallest_effect": j.main.smallest,
                "p": j.main.p,
                "verdict": j.main.verdict,
                "verdict_after_holm": j.corrected,
                "knock_out": j.clause.knock_out.words,
                "verdict_knocked_out": j.knocked_out.verdict,
                "setting": j.clause.not_shown_at.words,
                "verdict_at_setting": j.elsewhere.verdict,
            }
            for one in card.scored
            for j in one.judged
        ]
    )


def robust_table_of(tried: Sequence[tuple[Pattern, Robustness]]) -> pd.DataFrame:
    """Return robustness as a table, one row a family of sets and clause, patterns included."""
    return pd.DataFrame(
        [
            {
                "pattern": pattern.key,
                "clause": name,
                "sets": family,
                "set_count": len(over.members),
                "replicates": over.replicates,
                "refused": over.refused,
                **chance._asdict(),
            }
            for pattern, found in tried
            for family, over in found.items()
            for name, chance in ((WHOLE, over.pattern), *over.clauses.items())
        ]
    )

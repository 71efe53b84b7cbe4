"""What a study of recorded incidents before and after would have claimed of the Kirkholt team."""

import numpy as np
import pandas as pd

from iwsim.cases.words import bracketed, by_sign, mean_of
from iwsim.study.windows import Window
from iwsim.validation.markdown import table

BEFORE, SECOND_YEAR = Window("before", -52, -1), Window("second year", 52, 103)
QUARTER_BEFORE, QUARTER = Window("quarter before", -13, -1), Window("a year later", 39, 51)
POLICE = -23.0
"""Per cent: incidents at Kirkholt in three months, against those of a year before (L060)."""


def claims(runs: pd.DataFrame) -> pd.DataFrame:
    """Return per cent of change in each replicate: what is claimed, and what is true."""
    changes = {
        "claimed": (runs["told_team"], runs["told_before"]),
        "claimed_silo": (runs["told_silo"], runs["told_before"]),
        "after_before": (runs["true_team"], runs["true_before"]),
        "silo_before": (runs["true_silo"], runs["true_before"]),
        "paired": (runs["true_team"], runs["true_silo"]),
        "quarter": (runs["quarter_team"], runs["quarter_before"]),
        "quarter_silo": (runs["quarter_silo"], runs["quarter_before"]),
        "told_of_true": (
            runs["told_team"] / runs["true_team"],
            runs["told_before"] / runs["true_before"],
        ),
    }
    return pd.DataFrame({name: 100.0 * (after / before - 1.0) for name, (after, before) in
                         changes.items()})  # fmt: skip


def before_and_after(runs: pd.DataFrame) -> tuple[str, ...]:
    """Return what such a study would have claimed, beside the paired true difference."""
    found = claims(runs)
    claimed, true = mean_of(found["claimed"]), mean_of(found["paired"])
    fewer = by_sign(true, "more incidents", "fewer incidents", "no difference that can be told")
    apart = mean_of(found["claimed"] - found["paired"])
    verdict = by_sign(
        apart, "the study would have shown too small a fall, or too large a rise",
        "the study would have shown too large a fall, or too small a rise",
        "on average what is claimed cannot be told from the truth",
    )  # fmt: skip
    told = mean_of(found["told_of_true"])
    reports = by_sign(told, "rises by", "falls by", "changes by")
    low, high = np.percentile(found["quarter"], (5.0, 95.0))
    alone = 100.0 * float((found["quarter_silo"] <= POLICE).mean())
    ours = 100.0 * float((found["quarter"] <= POLICE).mean())
    return (
        "A study of recorded incidents in the team alone, second year against the year before, "
        f"would have claimed a change of {bracketed(claimed)} per cent; against the silo of the "
        f"same weeks and luck the true change is {bracketed(true)} per cent, {fewer}; {verdict} "
        f"(apart by {bracketed(apart)} points). The silo alone changes by "
        f"{bracketed(mean_of(found['silo_before']))} per cent between the same two years, which "
        "such a study books to the team. The share of incidents that is reported "
        f"{reports} {bracketed(told)} per cent. Three months against the same three months a "
        f"year before, as the police counted at Kirkholt ({POLICE:.0f} per cent), tell little: "
        f"nine estates of ten with the team show between {low:.0f} and {high:.0f} per cent, and "
        f"a fall at least as large as the reported one comes in {ours:.0f} per cent of them with "
        f"the team and in {alone:.0f} per cent without it.",
        table(
            ("change in per cent", "mean [interval]", "one estate in ten lies beyond"),
            [
                _row("recorded, team, second year against the year before", found["claimed"]),
                _row("recorded, silo, second year against the year before",
                     found["claimed_silo"]),
                _row("true, silo, second year against the year before", found["silo_before"]),
                _row("true, team, second year against the year before", found["after_before"]),
                _row("true, team against silo in the second year", found["paired"]),
                _row("recorded, team, three months against a year before", found["quarter"]),
                _row("recorded, silo, three months against a year before",
                     found["quarter_silo"]),
            ],
        ),
    )  # fmt: skip


def _row(words: str, values: pd.Series) -> tuple[str, str, str]:
    low, high = np.percentile(values, (5.0, 95.0))
    return words, bracketed(mean_of(values)), f"{low:.0f} to {high:.0f}"

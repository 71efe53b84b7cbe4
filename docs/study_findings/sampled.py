"""What the indices of Sobol say: what decides the effect of the team, and which ingredients do."""

from collections.abc import Callable, Iterator

import pandas as pd

from markdown_page import table as markdown
from study_findings import words
from study_findings.intervals import of_mean, of_share
from study_findings.tables import (
    INGREDIENTS,
    SOBOL,
    WHOSE,
    indices,
    manifest,
    outcomes,
    peaks,
    points_of_base,
    row_of,
    stays_first,
    table,
)

SHOWN = 4
MOSTLY = 0.5
"""Share of luck above which indices are those of luck."""
SMALL = 0.05
"""Share of the variance under which a factor decides next to nothing."""
_HEADS = ("outcome", "largest shares of the variance", "alone", "luck", "first stays", "top stays")


def what_matters() -> Iterator[str]:
    """Give what decides how much the team does."""
    base, every = points_of_base(SOBOL), manifest(SOBOL)["design"]["points"]
    yield (
        f"At each point all factors have other values at once. *Mean* is the mean difference of "
        f"the team from the silos over the {base:,} points that are drawn independently, with its "
        "interval. The column after it is no interval of the mean but the spread of points: 95 per "
        f"cent of all {every:,} lie there. *Better* is the share of all points at which the team "
        f"is better; its interval is Wilson's and counts the {base:,} independent points alone."
    )
    heads = ("outcome", "mean [interval]", "spread of 95% of points", "better [interval]")
    yield markdown(heads, _by_group(SOBOL, _effect))
    yield (
        "The shares below are of the variance of that difference, each with all its interactions. "
        "*Alone* adds up what each factor does alone; the rest is what they do together, and a sum "
        "under 0 or over 1 comes from the noise of the single shares. *Luck* is the share that is "
        f"luck of the runs. {_no_interval()} {ranking(SOBOL)}"
    )
    yield markdown(_HEADS, _by_group(SOBOL, _shares))
    yield "![What moves the effect of the team](images/sobol-sobol.png)"


def ingredients() -> Iterator[str]:
    """Give which ingredients of integrated working matter."""
    yield (
        "Each ingredient moved between its value in the silos and in the team, all at once, at "
        f"default parameters. Columns are as above. {ranking(INGREDIENTS)}"
    )
    yield markdown(_HEADS, _by_group(INGREDIENTS, _shares))
    lucky = {
        name: row_of(INGREDIENTS, "luck", name)["share"] > MOSTLY for name in outcomes(INGREDIENTS)
    }
    told = {name: indices(INGREDIENTS, name, "ST") for name in lucky if not lucky[name]}
    small = [set(found[found["high"] < SMALL]["factor"]) for found in told.values()]
    never = set.intersection(*small) if small else set()
    left_out = ", ".join(words.outcome(name) for name in lucky if lucky[name])
    yield (
        f"{len(never)} ingredients decide next to nothing: with all their interactions the upper "
        f"end of their share is under {SMALL:.0%}, for every outcome. Left out of that count, "
        f"because luck is most of what varies: {left_out or 'nothing'}."
    )
    if never:
        yield "\n".join(
            f"- most for {words.outcome(outcome)}: {words.indices(rows)}"
            for outcome, rows in peaks(told, never).items()
        )
    yield "![What each ingredient contributes](images/ingredients_sobol-sobol.png)"


def ranking(study: str) -> str:
    """Return how far the order of factors can be relied on."""
    luck = table(study, "luck")
    return (
        f"*First stays* and *top stays*: in {words.from_to(stays_first(study))} of resamples the "
        f"first factor is first again, and in {words.from_to(luck['same_top'])} the "
        f"{luck['top'].max()} largest are the same ones. Where this is low, it cannot be told "
        "which comes first among the top few."
    )


def _no_interval() -> str:
    return (
        "Neither has an interval: resamples are stored as the interval of each index, not of "
        "their sum, and of luck there are two variances only."
    )


def _by_group(study: str, row: Callable[[str, str], tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Give a row an outcome, under the name of those it is of."""
    for whose, listed in WHOSE.items():
        mine = [name for name in listed if name in outcomes(study)]
        rows = [row(study, name) for name in mine]
        if rows:
            yield f"**{whose}**", *[""] * (len(rows[0]) - 1)
        yield from rows


def _effect(study: str, outcome: str) -> tuple[str, ...]:
    spread, ends = row_of(study, "distribution", outcome), row_of(study, "tornado", outcome)
    unit, base = str(spread["unit"]), points_of_base(study)
    low, high = words.bare(spread["q0.025"], unit), words.bare(spread["q0.975"], unit)
    better = of_share(round(spread["share_better"] * base), base)
    return (
        words.measured(outcome, unit),
        words.effect(of_mean(float(ends["mean"]), float(spread["sd"]), base), unit),
        f"{low} to {high}",
        words.part(better._replace(value=float(spread["share_better"]))),
    )


def _shares(study: str, outcome: str) -> tuple[str, ...]:
    luck: pd.Series = row_of(study, "luck", outcome)
    alone = float(indices(study, outcome, "S1")["value"].sum())
    return (
        words.outcome(outcome),
        words.indices(indices(study, outcome, "ST").head(SHOWN)),
        f"{alone:.2f}",
        words.percent(luck["share"]),
        words.percent(stays_first(study)[outcome]),
        words.percent(luck["same_top"]),
    )

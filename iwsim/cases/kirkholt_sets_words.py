"""What the Kirkholt case says of the sets of the ensemble: every word after its number."""

import numpy as np
import pandas as pd

from iwsim.cases.kirkholt_ratio import BUSINESS_CASES, FAMILIES, FOUND, HALF
from iwsim.cases.kirkholt_sets import (
    DEALS,
    WAYS,
    Link,
    Search,
    Share,
    different,
    parameters_of,
    reaching,
    search,
    splitting,
)
from iwsim.cases.words import PERCENT, by_sign, mean_of, pounds
from iwsim.study.statistics import LEVEL
from iwsim.validation.markdown import number, table

_TAIL = 0.05
_NEAREST = 3
_MARKS = {
    1.0: "1: a pound comes back whole",
    FAMILIES: f"{FAMILIES}: Troubled Families, economic",
    BUSINESS_CASES: f"{BUSINESS_CASES}: business cases of Cheshire West and Chester",
    FOUND: f"{FOUND}: Kirkholt, as reported",
}


def among_sets(sets: pd.DataFrame) -> str:
    """Return where the reported ratio lies among the different sets, for both ways."""
    once = different(sets)
    return (
        f"The {len(sets)} sets of the ensemble hold {len(once)} different ones: it repeats a set "
        "as its weight asks, and a repeated set tells nothing new. Each is counted once here. "
        + " ".join(_way(words, once[column]) for column, words in WAYS.items())
    )


def _way(words: str, values: pd.Series) -> str:
    ratios = values.dropna()
    some = "all" if len(ratios) == len(values) else f"{len(ratios)} of"
    costly = (
        f"{words.capitalize()}: extra cost is above zero, so that a ratio has a meaning, in {some} "
        f"{len(values)} sets"
    )
    if ratios.empty:
        return f"{costly}."
    low, middle, high = np.percentile(ratios, (5.0, 50.0, 95.0))
    return (
        f"{costly}; there the ratio has its median at {middle:.2f} and nine of ten lie between "
        f"{low:.2f} and {high:.2f} (all: {ratios.min():.2f} to {ratios.max():.2f}); below "
        f"zero, in {(ratios < 0.0).sum()}, the team raises public cost. {FOUND} or more comes back "
        f"in {_share(reaching(ratios, FOUND))}. {_place(ratios)}"
    )


def _share(found: Share) -> str:
    return f"{found.reached} of {found.of} ({_per_cent(found)} per cent)"


def _per_cent(found: Share) -> str:
    share, low, high = (
        f"{PERCENT * end:.0f}" for end in (found.reached / found.of, *found.interval)
    )
    return f"{share} [{low}, {high}]"


def _place(ratios: pd.Series) -> str:
    reached = float((ratios >= FOUND).mean())
    if reached == 0.0:
        return f"So {FOUND} lies outside the distribution: above all of it."
    if reached < _TAIL:
        return f"So {FOUND} lies in the upper tail of the distribution."
    if reached <= 1.0 - _TAIL:
        return f"So {FOUND} lies inside the distribution."
    return f"So {FOUND} lies below nearly all of the distribution."


def shares(sets: pd.DataFrame) -> tuple[str, ...]:
    """Return how many sets reach each reported ratio, once each and as often as they stand."""
    once = different(sets)
    rows = []
    for column, words in WAYS.items():
        if once[column].isna().all():
            continue
        for mark, meaning in _MARKS.items():
            single, every = reaching(once[column], mark), reaching(sets[column], mark)
            cells = (f"{single.reached} of {single.of}", _per_cent(single))
            rows.append((words, meaning, *cells, f"{every.reached} of {every.of}"))
    medians = "; ".join(
        f"{words}, {once[column].median():.2f} and {sets[column].median():.2f}"
        for column, words in WAYS.items()
    )
    head = (
        "way", "pounds back per pound, at least", "different sets", "share in per cent [interval]",
        "members of the ensemble",
    )  # fmt: skip
    if not rows:
        return ()
    return (
        "Members of the ensemble count a set as often as its weight asks. The intervals are "
        "Wilson's, of different sets, as repeats are no evidence; they take these sets for a "
        "random draw of all. Medians of different sets and "
        f"of members: {medians}.",
        table(head, rows),
    )


def prices_or_people(sets: pd.DataFrame) -> str:
    """Return how much of the spread would stay if all prices were known."""
    if not (sets["ratio"].notna() & sets["ratio_usual"].notna()).any():
        return ""
    once = different(sets)
    spans = [np.percentile(once[name].dropna(), (5.0, 95.0)) for name in ("ratio", "ratio_usual")]
    own, usual = (float(high - low) for low, high in spans)
    share = usual / own
    more = "more" if share > HALF else "less"
    return (
        f"With all unit costs at their defaults the same sets give {spans[1][0]:.2f} to "
        f"{spans[1][1]:.2f} (nine of ten), {100.0 * share:.0f} per cent of the width: {more} than "
        "half of it would stay if all prices were known."
    )


def left_out(sets: pd.DataFrame) -> str:
    """Return what leaving residents out did to net money, paired by set."""
    once = different(sets)
    gains = once["net_heard"] - once["net"]
    gain, up = mean_of(gains), reaching(gains, np.nextafter(0.0, 1.0))
    verdict = by_sign(
        gain, "there leaving them out cost money", "there leaving them out saved money",
        "there, too, it cannot be told",
    )  # fmt: skip
    return (
        f"Over the {len(once)} different sets the net changes by {pounds(gain)} on average, set by "
        f"set (median {gains.median() / 1000.0:,.0f}), and rises in {_share(up)}: {verdict}."
    )


def what_separates(sets: pd.DataFrame) -> tuple[str, ...]:
    """Return which parameters tell sets with a high ratio from sets with a low one, if any do."""
    once = different(sets)
    parameters = parameters_of(once.index)
    said, rows = [], []
    for column, words in WAYS.items():
        found = search(parameters, once[column])
        said.append(f"{words.capitalize()}: {_told(found)}")
        if found.links:
            said.append(f"By a tree: {_tree(parameters, once[column])}.")
        strongest = found.links[: max(_NEAREST, len(_beyond_chance(found)))]
        rows += [(words, *_cells(link)) for link in strongest]
    intro = (
        f"Which of {parameters.shape[1]} parameters tell sets with a high ratio from sets with a "
        f"low one was looked for in the {len(once)} different sets, by rank correlations and by a "
        "small tree, each held against the same search with ratios dealt anew among the sets. "
        f"{' '.join(said)}"
    )
    if not rows:
        return (intro,)
    head = (
        "way", "parameter", "rank correlation",
        f"any as strong by chance, per cent of {DEALS:,} dealings",
    )  # fmt: skip
    return f"{intro} The strongest correlations:", table(head, rows)


def _beyond_chance(found: Search) -> list[str]:
    return [f"`{link.parameter}`" for link in found.links if link.chance <= 1.0 - LEVEL]


def _cells(link: Link) -> tuple[str, ...]:
    chance = f"{PERCENT * link.chance:.2g}"
    return f"`{link.parameter}`", f"{link.correlation:.2f}", chance


def _told(found: Search) -> str:
    if not found.links:
        return "too few sets to tell."
    told = _beyond_chance(found)
    if told:
        return f"by rank, {', '.join(told)} can be told from chance."
    return (
        "by rank, no parameter can be told from chance, which does not say that none matters: so "
        f"few sets show only correlations beyond {found.needed:.2f}."
    )


def _tree(parameters: pd.DataFrame, ratios: pd.Series) -> str:
    found = splitting(parameters, ratios)
    if not found.splits:
        return found.words
    return "the best splits are " + ", then ".join(
        f"at {number(split.threshold)} of `{split.parameter}`" for split in found.splits
    )

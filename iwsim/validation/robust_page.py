"""The robustness of patterns as Markdown: probabilities over parameter sets, and what splits."""

import math
from collections.abc import Sequence

from iwsim.validation.clause import Pattern
from iwsim.validation.markdown import number, table
from iwsim.validation.robust import FAMILIES, Chance, Family, Over, Robustness, Split

Tried = tuple[Pattern, Robustness]

_WORDS: dict[Family, str] = {"plausible": "plausible sets", "ensemble": "sets of the ensemble"}
_UNTRIED = "not tried"
_NONE = "-"


def robust_page(tried: Sequence[Tried], patterns: Sequence[str] = ()) -> str:
    """Return the section on robustness, empty where nothing was tried.

    Parameters
    ----------
    tried
        Patterns, and what is known of them over sets.
    patterns
        Numbers of all patterns of the page.
    """
    if not tried:
        return ""
    there = {pattern.key for pattern, _ in tried}
    missing = " ".join(key for key in patterns if key not in there)
    return "\n\n".join(
        [
            "## How far it holds where parameters are others",
            "Every pattern is run again under other sets of parameters, with the same luck in "
            "each: (a) sets drawn evenly over the plausible ranges of all uncertain parameters, "
            "(b) those of the calibrated ensemble. Parameters that the pattern or its scenario "
            "itself sets, those of its knock-outs and settings among them, stay as they are. "
            + " ".join(_said_of(family, tried) for family in FAMILIES)
            + (f" Not tried yet: {missing}." if missing else ""),
            "Given are posterior probabilities, averaged over sets: of the claimed *sign*, and of "
            "*passing*, which is that the effect in a set lies beyond the smallest one (for "
            "*same*, *not up* and *not down*: inside the margin, and no sign is claimed). Effects "
            "are in smallest effects of the set itself. What they are in a set is told from luck "
            "by a hierarchical normal model: the variance of luck is pooled over sets, the "
            "deviation between sets averaged over its posterior; where luck is large beside it, "
            "probabilities are drawn towards a half. ± is one standard error over sets. A pattern "
            "passes where all of its clauses that count do, with luck taken as independent between "
            "clauses. Sets in which an outcome is not defined are in no average; their number "
            "stands as *undefined*.",
            table(_HEAD, [_of_pattern(*one) for one in tried]),
            "What splits sets in which a pattern passes from those in which it fails: a regression "
            "tree of depth two on the parameters of the sets, shown only if it foretells sets it "
            "was not grown on better than 95 per cent of the trees grown on permuted results do; "
            "of twenty patterns that nothing splits, one gets a tree by chance.",
            table(_SPLIT_HEAD, [row for one in tried for row in _of_splits(*one)]),
            table(_CLAUSE_HEAD, [row for one in tried for row in _of_clauses(*one)]),
        ]
    )


_BOTH = tuple(
    f"{_WORDS[family]}: {what}" for family in FAMILIES for what in ("sign", "passing", "undefined")
)
_HEAD = ("pattern", *_BOTH)
_CLAUSE_HEAD = ("pattern", "clause", "claimed", *_BOTH)
_SPLIT_HEAD = ("pattern", "sets", "parameter", "in", "up to it passes", "above it passes")


def _said_of(family: Family, tried: Sequence[Tried]) -> str:
    overs = [found[family] for _, found in tried if family in found]
    if not overs:
        return f"There is nothing yet over {_WORDS[family]}."
    kinds = sorted({(len(o.members), o.replicates, o.seed, o.digest, o.model) for o in overs})
    return " ".join(
        f"({'ab'[FAMILIES.index(family)]}) is {sets} sets with {replicates} replicates each"
        + (f", seed {seed}" if seed >= 0 else "")
        + f" (digest `{digest[:16]}`"
        + (f", calibrated with the model `{model[:8]}`)." if model else ").")
        for sets, replicates, seed, digest, model in kinds
    )


def _of_pattern(pattern: Pattern, found: Robustness) -> tuple[str, ...]:
    return (pattern.key, *_cells({f: o.pattern for f, o in found.items()}))


def _of_clauses(pattern: Pattern, found: Robustness) -> list[tuple[str, ...]]:
    return [
        (
            pattern.key,
            clause.name + ("" if clause.counts else " (beside)"),
            clause.direction,
            *_cells({f: o.clauses[clause.name] for f, o in found.items()}),
        )
        for clause in pattern.clauses
    ]


def _cells(chances: dict[Family, Chance]) -> tuple[str, ...]:
    cells: list[str] = []
    for family in FAMILIES:
        chance = chances.get(family)
        if chance is None:
            cells += [_UNTRIED, _UNTRIED, _UNTRIED]
        else:
            cells += [share(chance.sign), passing(chance), str(chance.undefined)]
    return tuple(cells)


def _of_splits(pattern: Pattern, found: Robustness) -> list[tuple[str, ...]]:
    rows = []
    for family, over in found.items():
        head = (pattern.key, _WORDS[family])
        rows += [(*head, *_of_split(split)) for split in over.splits]
        if not over.splits:
            rows.append((*head, over.no_split, _NONE, _NONE, _NONE))
    return rows


def _of_split(split: Split) -> tuple[str, ...]:
    return (
        f"{split.parameter} at {number(split.threshold)}",
        split.where or "all sets",
        f"{share(split.low)} of {split.low_sets}",
        f"{share(split.high)} of {split.high_sets}",
    )


def share(value: float) -> str:
    """Return a probability with two digits after the point; a dash where there is none."""
    return _NONE if math.isnan(value) else f"{value:.2f}"


def passing(chance: Chance) -> str:
    """Return the probability of passing with its standard error over sets."""
    if math.isnan(chance.error):
        return share(chance.passing)
    return f"{share(chance.passing)} ± {share(chance.error)}"


def in_words(family: Family, over: Over) -> list[str]:
    """Return what is known of a pattern over a family of sets, a line each."""
    undefined = f", undefined in {over.pattern.undefined}" if over.pattern.undefined else ""
    lines = [
        f"over {len(over.members)} {_WORDS[family]}{undefined}: sign {share(over.pattern.sign)}, "
        f"passing {passing(over.pattern)}"
    ]
    for split in over.splits:
        where = f" (where {split.where})" if split.where else ""
        lines.append(
            f"  split by {split.parameter} at {number(split.threshold)}{where}: up to it "
            f"{share(split.low)} pass, above it {share(split.high)}"
        )
    return lines if over.splits else [*lines, f"  split by: {over.no_split}"]

"""Names of the model as words for readers, taken from where they are declared."""

import textwrap

from iwsim.outcomes import BY_NAME
from iwsim.sweep.results import BENEFIT, EXTRA_COST, NET

MONEY_WORDS = {
    EXTRA_COST: "Extra cost",
    BENEFIT: "Public money saved elsewhere",
    NET: "Net public money",
}
"""What sums of money are called, which are no outcome of a week."""


def plain(name: str) -> str:
    """Return a name of the model as words."""
    return name.replace("_", " ")


def sentence(words: str) -> str:
    """Return words with a capital first letter and the rest untouched."""
    return words[:1].upper() + words[1:]


def unit_of(outcome: str) -> str:
    """Return the unit of an outcome as it stands on an axis."""
    if outcome in MONEY_WORDS:
        return "GBP"
    unit: str = BY_NAME[outcome].unit
    return unit.replace("0-1", "0\N{EN DASH}1")


def label_of(outcome: str) -> str:
    """Return the declared meaning of an outcome, short enough to name a row or a panel."""
    if outcome in MONEY_WORDS:
        return MONEY_WORDS[outcome]
    meaning: str = BY_NAME[outcome].meaning
    core = meaning.partition(";")[0].partition(" (")[0]
    return sentence(core.removeprefix("Mean "))


def outcome_label(outcome: str, letters: int = 40) -> str:
    """Return an axis label: what the outcome means and its unit, in lines of so many letters."""
    return textwrap.fill(f"{label_of(outcome)} ({unit_of(outcome)})", letters)

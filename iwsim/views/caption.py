"""The line under every figure: what was run, how often, and how to read the marks."""

from iwsim.views.subject import ComparisonLike, replicates


def caption(comparison: ComparisonLike, *sentences: str) -> str:
    """Return the caption of a figure.

    Parameters
    ----------
    comparison
        What was compared.
    sentences
        How to read the marks of this figure, each a sentence with its full stop; an empty one is
        left out.
    """
    n = replicates(comparison)
    runs = "1 replicate" if n == 1 else f"{n} replicates"
    luck = ", the same luck in every arm" if len(comparison.arms) > 1 else ""
    first = f"Scenario: {comparison.scenario.title}; {runs}{luck}."
    return " ".join((first, *(said for said in sentences if said)))

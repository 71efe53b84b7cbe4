"""What a design cannot be made of: every reason is told, in a sentence each."""

from collections.abc import Iterator, Sequence

from iwsim.designs.design import Method
from iwsim.designs.factor import Factor
from iwsim.designs.fast import HARMONICS, LEAST_SAMPLES
from iwsim.scenario.values import one_of

FEWEST_TO_COMPARE = 2
COMPARING: dict[Method, str] = {
    "morris": "A Morris design",
    "sobol": "A Sobol design",
    "fast": "A FAST design",
}
SIZED: tuple[Method, ...] = ("latin_hypercube", "morris", "sobol", "fast")


def refusals(
    method: Method, factors: Sequence[Factor], samples: int, seed: int, levels: int
) -> Iterator[str]:
    """Yield why a design cannot be made, apart from sizes that its method asks for."""
    if not factors:
        yield "A design needs at least one factor"
    if seed < 1:
        yield f"The seed of a design is 1 or more, not {seed}: 0 is no seed to some samplers"
    if method in SIZED and samples < 1:
        yield f"A design needs at least one sample, not {samples}"
    yield from _refused_names(factors)
    if factors and method in COMPARING:
        yield from _nothing_to_compare(method, factors)
    if method == "grid":
        yield from _not_crossed(factors)
    if method == "morris" and (levels < FEWEST_TO_COMPARE or levels % 2):
        yield f"The levels of a Morris design are an even number from 2, usually 4, not {levels}"
    if method == "fast":
        yield from _not_for_fast(factors, samples)


def _refused_names(factors: Sequence[Factor]) -> Iterator[str]:
    names = [factor.name for factor in factors]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"Two factors are called {name}"
    groups = {factor.group for factor in factors if factor.group}
    for factor in factors:
        if factor.name in groups and factor.group != factor.name:
            yield f"{factor.name} is the name of a group and of a factor outside of it"
        if factor.kind == "categorical" and not factor.levels:
            yield f"The factor {factor.name} has no level"
        if factor.low > factor.high:
            yield f"The range of {factor.name} ends at {factor.high:g}, below its {factor.low:g}"


def _nothing_to_compare(method: Method, factors: Sequence[Factor]) -> Iterator[str]:
    moved = {factor.group or factor.name for factor in factors}
    if len(moved) < FEWEST_TO_COMPARE:
        what = "group" if any(factor.group for factor in factors) else "factor"
        yield f"{COMPARING[method]} compares factors or groups: one {what} alone is not enough"


def _not_crossed(factors: Sequence[Factor]) -> Iterator[str]:
    ranges = [factor.name for factor in factors if factor.kind != "categorical"]
    if ranges:
        verb = "has a range" if len(ranges) == 1 else "have ranges"
        yield f"A grid crosses levels, and {', '.join(ranges)} {verb}: give levels instead"


def _not_for_fast(factors: Sequence[Factor], samples: int) -> Iterator[str]:
    if samples < LEAST_SAMPLES:
        yield (
            f"A FAST design needs at least {LEAST_SAMPLES} samples a factor, not {samples}: fewer "
            f"cannot tell {HARMONICS} harmonics of the factors apart"
        )
    groups = list(dict.fromkeys(factor.group for factor in factors if factor.group))
    if groups:
        yield (
            f"A FAST design has no groups ({', '.join(groups)}): each factor has a frequency of "
            f"its own. Designs with groups: {one_of(('morris', 'sobol'))}"
        )

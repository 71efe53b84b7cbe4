"""Factors that the tests of designs share."""

from iwsim.designs.factor import Factor, Level

SHARE = Factor("share", "continuous", ("asb.contagion",), 0.1, 0.7)
COUNT = Factor("count", "integer", ("workforce.teams",), 2.0, 6.0, lever=True)
RULE = Factor(
    "rule",
    "categorical",
    levels=(
        Level("none", {}),
        Level("weak", {"needs.coupling": 0.1}),
        Level("strong", {"needs.coupling": 0.9, "asb.contagion": 0.0}),
    ),
)
SWITCH = Factor("switch", "categorical", levels=(Level("off", {}), Level("on", {"a.b": 1.0})))
MIXED = (SHARE, COUNT, RULE)
CROSSED = (RULE, SWITCH)


def plain(count, group_of=None):
    """Return factors from 0 to 1, x0, x1 and so on, some of them in groups."""
    groups = group_of or {}
    return tuple(
        Factor(f"x{at}", "continuous", (f"a.x{at}",), group=groups.get(at, ""))
        for at in range(count)
    )

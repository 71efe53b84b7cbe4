"""The description of a design that SALib's functions take."""

from iwsim.designs.design import Design


def problem(design: Design) -> dict[str, object]:
    """Return the problem of a design: its factors in the unit cube, with groups if it has any."""
    told: dict[str, object] = {
        "num_vars": len(design.factors),
        "names": list(design.names),
        "bounds": [[0.0, 1.0]] * len(design.factors),
    }
    if any(factor.group for factor in design.factors):
        told["groups"] = [factor.group or factor.name for factor in design.factors]
    return told

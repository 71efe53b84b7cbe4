"""A piece of evidence in words: its link, its figure, where it stands."""

from iwsim.evidence import Evidence


def figure(one: Evidence) -> str:
    """Return the figure of a piece of evidence with its unit, empty if it has none."""
    values = [
        value for value in (one.value_low, one.value_mid, one.value_high) if value is not None
    ]
    if not values:
        return ""
    low, high = f"{values[0]:g}", f"{values[-1]:g}"
    return f"{low if low == high else f'{low} to {high}'} {one.unit}"


def arrow(one: Evidence) -> str:
    """Return what a claim links, with its sign; where it links nothing, what it is about."""
    if one.cause and one.effect:
        return f"{one.cause} → {one.effect} {one.sign}".strip()
    return one.cause or one.effect or one.topic.replace("_", " ")


def source(one: Evidence) -> str:
    """Return who said or measured it, and when."""
    if one.year is None or str(one.year) in one.source:
        return one.source
    return f"{one.source} ({one.year})"

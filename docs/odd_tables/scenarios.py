"""The shipped scenarios, and the agencies of one of them."""

from iwsim.arm import full_time_posts
from iwsim.scenario import load_scenario, shipped_scenarios
from markdown_page import table


def scenarios() -> str:
    """Return the shipped scenarios."""
    rows = []
    for name in shipped_scenarios():
        one = load_scenario(name)
        people = sum(block.flats * block.adults_per_flat for block in one.blocks)
        rows.append(
            (
                f"`{name}`",
                one.title,
                len(one.blocks),
                sum(block.flats for block in one.blocks),
                round(people),
                sum(len(agency.posts) for agency in one.agencies),
                f"{full_time_posts(one):.1f}",
                f"{one.spin_up} + {one.baseline} + {one.weeks}",
                one.price_year,
            )
        )
    heads = (
        "name", "title", "blocks", "flats", "adults (mean)", "posts", "full-time posts",
        "weeks: spin-up + baseline + after the switch", "price year",
    )  # fmt: skip
    return table(heads, rows)


def agencies() -> str:
    """Return the agencies of the scenario of Rochdale."""
    rows = [
        (
            one.name,
            ", ".join(one.domains) or "none",
            len(one.posts),
            f"{one.full_time:.1f}",
            one.status,
            one.caseload_cap,
            one.skill,
            one.other_skill,
            one.hourly_cost,
            one.leaving_rate,
            ", ".join(
                word
                for word, true in (("statutory", one.statutory), ("reports", one.response))
                if true
            ),
        )
        for one in load_scenario("rochdale").agencies
    ]
    heads = (
        "agency", "leads on", "posts", "full-time posts", "status", "caseload cap", "skill",
        "other skill", "GBP an hour", "leaving a year", "duties",
    )  # fmt: skip
    return table(heads, rows)

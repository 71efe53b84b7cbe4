"""The shipped estate, and synthetic ones of many copies of it, each a patch with a team."""

from dataclasses import replace

from iwsim.scenario import load_scenario


def rochdale(copies=1):
    """Return `rochdale` so many times over; a copy differs from another in its patch only."""
    scenario = load_scenario("rochdale")
    blocks = tuple(
        replace(block, patch=number) for number in range(1, copies + 1) for block in scenario.blocks
    )
    return replace(scenario, blocks=blocks)


def residents(engine):
    """Return how many adults an estate has room for."""
    return engine.state["place"].size

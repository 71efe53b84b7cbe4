"""What a run spends after the switch, by line and payer, each week's pounds discounted."""

import numpy as np
import pandas as pd

from iwsim.course import Course
from iwsim.result import SOCIETY
from iwsim.scenario import Scenario
from iwsim.state import LINES
from iwsim.study.discounting import discount_factors


def payers(scenario: Scenario) -> tuple[str, ...]:
    """Return who pays, in the order of the account: the agencies by key, then society."""
    return (*(agency.key for agency in scenario.agencies), SOCIETY)


def advance_and_book(course: Course) -> pd.DataFrame:
    """Compute the weeks after the switch one by one, and return what they cost.

    Week by week, because a pound counts by its week; that costs next to nothing over one call.

    Parameters
    ----------
    course
        A run whose next week is that of the switch.

    Returns
    -------
    pandas.DataFrame
        Columns line, payer and gbp: GBP at the switch.
    """
    scenario, state = course.engine.scenario, course.engine.state
    rate = float(scenario.parameters["money"].discount)
    factors = discount_factors(np.arange(float(scenario.weeks)), rate)
    before = state["spend"].copy()
    total = np.zeros_like(before)
    for factor in factors:
        course.advance(1)
        now = state["spend"].copy()
        total += factor * (now - before)
        before = now
    names = payers(scenario)
    return pd.DataFrame(
        {
            "line": [line for line in LINES for _ in names],
            "payer": [payer for _ in LINES for payer in names],
            "gbp": total.ravel(),
        }
    )

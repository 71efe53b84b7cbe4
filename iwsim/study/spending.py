"""What a run spends after the switch, by line and payer, each week's pounds discounted."""

from typing import Any

import numpy as np
import pandas as pd

from iwsim.model import IntegratedWorkingModel
from iwsim.result import SOCIETY
from iwsim.scenario import Scenario
from iwsim.state import LINES
from iwsim.study.money import discount_factors


def payers(scenario: Scenario) -> tuple[str, ...]:
    """Return who pays, in the order of the account: the agencies by key, then society."""
    return (*(agency.key for agency in scenario.agencies), SOCIETY)


def advance_and_book(model: IntegratedWorkingModel) -> pd.DataFrame:
    """Compute the weeks after the switch one by one, and return what they cost.

    Week by week, because a pound counts by its week; that costs next to nothing over one call.

    Parameters
    ----------
    model
        A model whose next week is that of the switch.

    Returns
    -------
    pandas.DataFrame
        Columns line, payer and gbp: GBP at the switch.
    """
    scenario: Any = model.scenario
    rate = float(scenario.parameters["money"].discount)
    factors = discount_factors(np.arange(float(scenario.weeks)), rate)
    before = model.state["spend"].copy()
    total = np.zeros_like(before)
    for factor in factors:
        model.advance(1)
        now = model.state["spend"].copy()
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

"""Replicates of the Kirkholt case, made of numbers alone."""

import numpy as np
import pandas as pd

from iwsim.cases.kirkholt_ratio import MORE
from iwsim.cases.kirkholt_text import CHAIN, HORIZONS
from iwsim.state import LINES

REPLICATES, SETS = 12, 6


def made_up(cost=500_000.0, needs=200_000.0, crises=50_000.0, sets_cost=400_000.0, sets=SETS):
    """Return a table in which each line is what it is asked to be, with a little luck."""
    rng = np.random.default_rng(3)
    rows = []
    jobs = [(0, replicate) for replicate in range(REPLICATES)]
    jobs += [(member, replicate) for member in range(1, sets + 1) for replicate in range(2)]
    for member, replicate in jobs:
        luck = 1.0 + 0.01 * rng.standard_normal()
        row = dict.fromkeys((MORE + line for line in LINES), 0.0)
        paid = cost if member == 0 else sets_cost + 1e5 * member
        row[MORE + "posts"] = paid * luck
        row[MORE + "needs"], row[MORE + "crises"] = -needs * luck, -crises
        row |= {"member": member, "replicate": replicate}
        for name in (*map(str, HORIZONS.values()), "usual", "heard"):
            row |= {f"cost_{name}": paid * luck, f"benefit_{name}": needs * luck + crises}
        for arm in ("silo", "team"):
            row |= {f"{arm}_{outcome}": 1.0 + 0.1 * luck for outcome in CHAIN}
        for name in ("true", "told", "quarter"):
            row |= {f"{name}_{when}": 10.0 * luck for when in ("silo", "team", "before")}
        row |= {"heard_incidents": luck, "enforcing_incidents": luck}
        rows.append(row)
    return pd.DataFrame(rows)

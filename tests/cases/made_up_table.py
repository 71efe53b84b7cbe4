"""Tables of replicates made of chosen numbers, to see that words follow them."""

import numpy as np
import pandas as pd

from iwsim.cases.contrasts import measure_of

REPLICATES = 12


def made_up_table(cells, names, levels):
    """Return a table in which every measure is 1, or what `levels` says by cell and name."""
    wobble = np.linspace(-0.01, 0.01, REPLICATES)
    columns = {"member": np.zeros(REPLICATES, int), "replicate": np.arange(REPLICATES)}
    for place, cell in enumerate(cells):
        for name in names:
            level = levels.get((cell, name), 1.0)
            columns[measure_of(cell, name)] = level * (1.0 + np.roll(wobble, place))
    return pd.DataFrame(columns)

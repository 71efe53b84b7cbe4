"""Work that takes no time: rows of the right shape, so that only what is around a run counts."""

import numpy as np

from iwsim.sweep.rows import places
from iwsim.sweep.runs import Run, tables_of


class Cheap:
    """Gives the same numbers for every run."""

    def make(self, tasks):
        """Return a part of finished runs."""
        numbers = np.zeros(len(places(tasks[0].scenario)))
        runs = [
            Run(key, task.point, arm, task.seed, task.replicate, numbers, None)
            for task in tasks
            for arm, key in task.keys.items()
        ]
        return tables_of(runs, tasks[0])

    def failed(self, tasks, reason):
        """Nothing here fails."""
        raise AssertionError(reason)

"""All contact with Mesa's internals: its sets of agents, its ids, and what importing it does.

Mesa registers agents one by one as they are made. Here the rows exist before any agent does:
the sets are filled in one go when somebody first asks for them, and a run in which nobody asks
pays nothing. Works with Mesa 3.3 to 3.5.
"""

import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

with ExitStack() as _afterwards:
    # Mesa 3.3, when imported, sets how the whole program starts processes: put back what was.
    _afterwards.callback(
        multiprocessing.set_start_method,
        multiprocessing.get_start_method(allow_none=True),
        force=True,
    )
    from mesa import Agent, DataCollector, Model

__all__ = ["Agent", "LazyAgents", "Model", "RowCollector", "View"]


class View:
    """The part of an agent that makes it a view of one row: no data, no registration.

    Parameters
    ----------
    model
        The model whose columns it shows.
    row
        Its row.
    unique_id
        Its id in the model, from 1; the same in every arm.
    """

    def __init__(self, model: Any, row: int, unique_id: int) -> None:
        self.model = model
        self.row = row
        self.unique_id = unique_id
        self.pos = None

    def remove(self) -> None:
        """Refuse: a row cannot be taken out of the columns.

        Raises
        ------
        TypeError
            Always. Residents and staff come and go by the processes of the week.
        """
        raise TypeError(
            f"{type(self).__name__} {self.unique_id} is a view of row {self.row} and cannot be "
            "removed: people come and go by the processes tenancies and turnover"
        )


class RowCollector(DataCollector):
    """A data collector that takes one row a step: a hundred reporters would cost more than a week.

    Parameters
    ----------
    names
        Names of what a row holds.
    row
        Returns the row of a model.
    """

    def __init__(self, names: Sequence[str], row: Callable[[Any], Sequence[Any]]) -> None:
        self._row = row
        self._rows: list[Sequence[Any]] = []
        self._lists: dict[str, list[Any]] = {}
        self._listed = 0
        super().__init__()
        self.model_reporters = {name: row for name in names}

    def collect(self, model: Any) -> None:
        """Take the row of a model."""
        self._rows.append(self._row(model))
        if hasattr(self, "_collection_steps"):
            # Later batches of Mesa ask in which steps there was collecting.
            self._collection_steps.append(model.steps)

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """The values so far, by name."""
        if not self._lists:
            self._lists = {name: [] for name in self.model_reporters}
        for row in self._rows[self._listed :]:
            for values, value in zip(self._lists.values(), row, strict=True):
                values.append(value)
        self._listed = len(self._rows)
        return self._lists

    @model_vars.setter
    def model_vars(self, value: dict[str, list[Any]]) -> None:
        # Mesa sets it when the collector is made.
        if value or self._rows:
            raise AttributeError("the values of a collector follow from what it has collected")


class LazyAgents:
    """The part of a model that makes its agents when they are first asked for.

    It stands before Mesa's class among the bases of a model, and replaces the three properties
    by which agents are reached.
    """

    _all_agents: Any
    _agents_by_type: dict[type[Agent], Any]
    random: Any
    _views_made: bool = False

    def _make_views(self) -> Sequence[View]:
        """Return a view of every row, with ids from 1, views of one class side by side."""
        raise NotImplementedError

    def _refuse_step(self) -> None:
        """Raise if no further step can be taken."""
        raise NotImplementedError

    def _wrapped_step(self, *args: Any, **kwargs: Any) -> None:
        """Step by way of Mesa, which counts; refuse before it counts or empties its calendar."""
        self._refuse_step()
        Model._wrapped_step(self, *args, **kwargs)

    def _fill(self) -> None:
        if self._views_made:
            return
        self._views_made = True
        views = self._make_views()
        agent_set = type(self._all_agents)
        by_type: dict[type[Agent], list[View]] = {}
        for view in views:
            by_type.setdefault(type(view), []).append(view)
        self._all_agents = agent_set(views, random=self.random)
        for kind, of_this_kind in by_type.items():
            self._agents_by_type[kind] = agent_set(of_this_kind, random=self.random)
        # Before 3.5 Mesa's sets hold agents weakly, and this is what keeps them.
        self._agents = dict.fromkeys(views)
        self.agent_id_counter = len(views) + 1

    @property
    def agents(self) -> Any:
        """All agents: residents, professionals and agencies, one a row."""
        self._fill()
        return self._all_agents

    @property
    def agents_by_type(self) -> dict[type[Agent], Any]:
        """The agents by class."""
        self._fill()
        return self._agents_by_type

    @property
    def agent_types(self) -> list[type[Agent]]:
        """The classes of agents."""
        self._fill()
        return list(self._agents_by_type)

    def register_agent(self, agent: Any) -> None:
        """Take in an agent that a user made; views are not registered, they come from the rows."""
        self._fill()
        Model.register_agent(self, agent)
        if hasattr(Agent, "_ids"):
            # Mesa 3.3 counts ids in a table on the class, which keeps every model alive.
            Agent._ids.pop(self, None)
            agent.unique_id = self.agent_id_counter
            self.agent_id_counter += 1

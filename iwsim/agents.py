"""Residents, professionals and agencies as Mesa agents: views whose attributes are the columns.

Every column whose last axis is theirs is an attribute: a number, or for columns with more axes a
read-only array over the others. Assigning writes the column, for numbers and for whole arrays.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from iwsim.mesa_views import Agent, View
from iwsim.scenario import AgencySpec, BlockSpec
from iwsim.state import COLUMNS, COVERED, DOMAINS, HOUSEHOLD_DOMAINS, PRESENT, Column

if TYPE_CHECKING:
    from iwsim.model import IntegratedWorkingModel


class Cell:
    """An attribute that reads and writes a view's entry of a column.

    Parameters
    ----------
    column
        The column.
    through
        Column of the view that holds the row to use, or empty for the view's own row.
    """

    def __init__(self, column: Column, through: str = "") -> None:
        self.column = column
        self.through = through
        self.__doc__ = f"{column.meaning} ({column.unit})."

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        if view is None:
            return self
        state = view.model.state
        row = state[self.through][view.row] if self.through else view.row
        entry = state[self.column.name][..., row]
        if entry.ndim == 0:
            return entry.item()
        entry = entry.copy()
        entry.flags.writeable = False
        return entry

    def __set__(self, view: Any, value: Any) -> None:
        state = view.model.state
        row = state[self.through][view.row] if self.through else view.row
        state[self.column.name][..., row] = self._checked(value)

    def _checked(self, value: Any) -> Any:
        """Return a value that the column can hold as it is; nothing is rounded or cut."""
        column = self.column
        values = np.asarray(value)
        if values.dtype.kind not in "biuf" or not np.isfinite(values).all():
            raise ValueError(f"{column.name} is a finite number; {value!r} is not")
        if column.kind == "int" and (values != np.floor(values)).any():
            raise ValueError(f"{column.name} is a whole number; {value!r} is not")
        if column.unit == "0-1" and ((values < 0) | (values > 1)).any():
            raise ValueError(f"{column.name} is between 0 and 1; {value!r} is not")
        return values


class _Row(View):
    """A view of a row along one axis, with an attribute for every column that ends in it."""

    model: "IntegratedWorkingModel"

    def __init_subclass__(cls, axis: str = "", household: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for column in COLUMNS:
            name = column.name
            if name in vars(cls):
                continue
            if axis and column.axes[-1] == axis:
                setattr(cls, name, Cell(column))
            elif household and column.axes[-1] == "flat":
                setattr(cls, name, Cell(column, through="flat"))


class Resident(_Row, Agent, axis="resident", household=True):
    """An adult of the estate, or the place of one where nobody lives now (`present` is 0)."""

    @property
    def block(self) -> int:
        """Number of the block, as in the scenario."""
        return self._block.number

    @property
    def block_name(self) -> str:
        """Name of the block."""
        return self._block.name

    @property
    def patch(self) -> int:
        """Number of the patch, as in the scenario."""
        return self._block.patch

    @property
    def floor(self) -> int:
        """Floor of the flat; the lowest with flats is 1."""
        landing = self.model.state["landing"][self.row]
        return int(self.model.engine.estate.floor_of_landing[landing])

    @property
    def needs(self) -> dict[str, float]:
        """Unmet need by domain; needs of the household stand in the row of its first adult."""
        state = self.model.state
        rows = [int(state["head"][self.row])] * HOUSEHOLD_DOMAINS
        rows += [self.row] * (len(DOMAINS) - HOUSEHOLD_DOMAINS)
        return {
            domain: float(state["need"][d, row])
            for d, (domain, row) in enumerate(zip(DOMAINS, rows, strict=True))
        }

    @property
    def _block(self) -> BlockSpec:
        blocks = sorted(self.model.scenario.blocks, key=lambda block: (block.patch, block.number))
        return blocks[int(self.model.state["block"][self.row])]


class Professional(_Row, Agent, axis="post"):
    """The person in a post; vacant posts and posts not established are rows too."""

    @property
    def present(self) -> int:
        """1 if somebody is in the post, agency staff included, else 0."""
        return int(self.model.state["post_state"][self.row] in (PRESENT, COVERED))

    @property
    def agency(self) -> str:
        """Key of the home agency."""
        return self._agency.key

    @property
    def title(self) -> str:
        """Title of the post; empty for a post that an arm adds."""
        state = self.model.state
        seat = self.row % state["seat_agency"].size
        place = seat - int(state["agency_seat"][state["seat_agency"][seat]])
        posts = self._agency.posts
        return posts[place].title if place < len(posts) else ""

    @property
    def patch(self) -> int:
        """Number of the patch, as in the scenario."""
        seats = self.model.state["seat_agency"].size
        return int(self.model.engine.estate.patches[self.row // seats])

    @property
    def _agency(self) -> AgencySpec:
        seat_agency = self.model.state["seat_agency"]
        return self.model.scenario.agencies[int(seat_agency[self.row % seat_agency.size])]


class Agency(_Row, Agent, axis="agency"):
    """A service; its columns by patch are arrays over patches."""

    @property
    def key(self) -> str:
        """Short name, as in the scenario."""
        return self.model.scenario.agencies[self.row].key

    @property
    def name(self) -> str:
        """Name for readers."""
        return self.model.scenario.agencies[self.row].name

    @property
    def domains(self) -> tuple[str, ...]:
        """Domains of need that it leads on."""
        return self.model.scenario.agencies[self.row].domains


def views_of(model: "IntegratedWorkingModel") -> list[Any]:
    """Return a view of every resident, post and agency, in this order, with ids from 1."""
    state = model.state
    kinds: Iterable[tuple[Any, int]] = (
        (Resident, state["place"].size),
        (Professional, state["post_word"].size),
        (Agency, state["agency_cap"].size),
    )
    views: list[Any] = []
    for kind, rows in kinds:
        first = len(views) + 1
        views += [kind(model, row, first + row) for row in range(rows)]
    return views

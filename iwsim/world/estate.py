"""The estate: patches, blocks, entrances, landings, flats, and which landings are near."""

import math
from array import array
from typing import NamedTuple

import numpy as np

from iwsim.luck import STREAMS, Luck, uniform, uniform_pair
from iwsim.parameters.asb import Asb
from iwsim.scenario import BlockSpec
from iwsim.state import Floats, Ints

MOST_FLOORS_APART = 3
_PATCH_WORD = 1 << 20
_BLOCK_WORD = 1 << 12
_PLACES_A_FLAT = 4
_MOST_MORE = 3
_DRAW_ADULTS, _DRAW_VOID = 0, 1
_INT, _FLOAT = "q", "d"


class Estate(NamedTuple):
    """Rows of the estate, ordered by patch, block, entrance, floor and flat.

    Resident rows are ordered by flat; the first of a flat is the head of its household.
    """

    patches: Ints
    block_of_entrance: Ints
    floor_of_landing: Ints
    entrance_of_landing: Ints
    landing_of_flat: Ints
    place_in_landing: Ints
    adults_of_flat: Ints
    children_of_flat: Ints
    chance_of_void: Floats
    flat_of_resident: Ints
    word_of_resident: Ints
    edge_first: Ints
    edge_landing: Ints
    edge_weight: Floats


def build_estate(blocks: tuple[BlockSpec, ...], p: Asb, key: tuple[int, int]) -> Estate:
    """Lay out the blocks and draw how many people each flat houses.

    Parameters
    ----------
    blocks
        The buildings, by patch and number.
    p
        Weights by distance.
    key
        Key words of the luck.

    Returns
    -------
    Estate
        One luck address a place, made of patch, block number and place in the block, so that
        another block shifts nobody.
    """
    patches = sorted({block.patch for block in blocks})
    luck = Luck(key[0], key[1], 0, STREAMS["estate"])
    block_of_entrance = _numbers()
    floor_of_landing = _numbers()
    entrance_of_landing = _numbers()
    landing_of_flat = _numbers()
    place_in_landing = _numbers()
    adults = _numbers()
    children = _numbers()
    voids = _amounts()
    flat_of_resident = _numbers()
    words = _numbers()
    for b, block in enumerate(blocks):
        base = block.patch * _PATCH_WORD + block.number * _BLOCK_WORD
        first_landing = len(floor_of_landing)
        for _ in range(block.entrances):
            entrance = len(block_of_entrance)
            block_of_entrance.append(b)
            for floor in range(block.floors):
                floor_of_landing.append(floor + 1)
                entrance_of_landing.append(entrance)
        for n in range(block.flats):
            landing_of_flat.append(first_landing + n % block.landings)
            place_in_landing.append(n // block.landings)
            word = base + n * _PLACES_A_FLAT
            people, family = uniform_pair(luck, word, 0, _DRAW_ADULTS)
            lives = _whole(block.adults_per_flat, people, least=1)
            adults.append(lives)
            children.append(_whole(block.children_per_flat, family, least=0))
            voids.append(uniform(luck, word, 0, _DRAW_VOID))
            for person in range(lives):
                flat_of_resident.append(len(landing_of_flat) - 1)
                words.append(word + person)
    edges = _near_landings(entrance_of_landing, floor_of_landing, p)
    return Estate(
        patches=_ints(patches),
        block_of_entrance=_ints(block_of_entrance),
        floor_of_landing=_ints(floor_of_landing),
        entrance_of_landing=_ints(entrance_of_landing),
        landing_of_flat=_ints(landing_of_flat),
        place_in_landing=_ints(place_in_landing),
        adults_of_flat=_ints(adults),
        children_of_flat=_ints(children),
        chance_of_void=np.asarray(voids),
        flat_of_resident=_ints(flat_of_resident),
        word_of_resident=_ints(words),
        edge_first=edges[0],
        edge_landing=edges[1],
        edge_weight=edges[2],
    )


def _numbers() -> "array[int]":
    """Return whole numbers to append to, of eight bytes each: in a list they take five times."""
    return array(_INT)


def _amounts() -> "array[float]":
    return array(_FLOAT)


def _ints(values: "array[int] | list[int]") -> Ints:
    return np.asarray(values, dtype=np.int64)


def _whole(mean: float, chance: float, least: int) -> int:
    """Return a whole number with this mean: `least` and a binomial of three more, by inversion."""
    share = (mean - least) / _MOST_MORE
    more, below = 0, (1.0 - share) ** _MOST_MORE
    while chance >= below and more < _MOST_MORE:
        more += 1
        ways = math.comb(_MOST_MORE, more)
        below += ways * share**more * (1.0 - share) ** (_MOST_MORE - more)
    return least + more


def _near_landings(
    entrances: "array[int]", floors: "array[int]", p: Asb
) -> tuple[Ints, Ints, Floats]:
    """Return, landing by landing, the landings up to three floors away at the same entrance."""
    first, near, weights = array(_INT, [0]), _numbers(), _amounts()
    for at, entrance in enumerate(entrances):
        for apart in range(-MOST_FLOORS_APART, MOST_FLOORS_APART + 1):
            other = at + apart
            inside = 0 <= other < len(entrances) and entrances[other] == entrance
            if apart == 0 or not inside:
                continue
            assert abs(floors[other] - floors[at]) == abs(apart)
            near.append(other)
            weights.append(p.weight_floor * p.floor_decay ** (abs(apart) - 1))
        first.append(len(near))
    return _ints(first), _ints(near), np.asarray(weights, dtype=np.float64)

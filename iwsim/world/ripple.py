"""The ripple as a matrix: neighbour weights, and how far one incident breeds others."""

from collections.abc import Callable

import numpy as np

from iwsim.kernel import kernel
from iwsim.parameters.asb import Asb
from iwsim.state import Floats, Ints, State


@kernel
def matrix_times(
    vector: Floats,
    flat: Ints,
    landing: Ints,
    entrance: Ints,
    patch: Ints,
    present: Ints,
    edge_first: Ints,
    edge_landing: Ints,
    edge_weight: Floats,
    flats: int,
    entrances: int,
    patches: int,
    p: Asb,
) -> Floats:
    """Return W times a vector over residents, W the symmetric matrix of neighbour weights."""
    landings = edge_first.size - 1
    by_flat = np.zeros(flats)
    by_landing = np.zeros(landings)
    by_entrance = np.zeros(entrances)
    by_patch = np.zeros(patches)
    for i in range(vector.size):
        if present[i] == 1:
            by_flat[flat[i]] += vector[i]
            by_landing[landing[i]] += vector[i]
            by_entrance[entrance[i]] += vector[i]
            by_patch[patch[i]] += vector[i]
    result = np.zeros(vector.size)
    for i in range(vector.size):
        if present[i] == 0:
            continue
        at = landing[i]
        home = by_flat[flat[i]]
        near = 0.0
        for edge in range(edge_first[at], edge_first[at + 1]):
            near += edge_weight[edge] * by_landing[edge_landing[edge]]
        result[i] = (
            p.weight_flat * (home - vector[i])
            + p.weight_landing * (by_landing[at] - home)
            + near
            + p.weight_entrance * (by_entrance[entrance[i]] - home)
            + p.weight_estate * (by_patch[patch[i]] - home)
        )
    return result


def neighbour_times(state: State, p: Asb) -> Callable[[Floats], Floats]:
    """Return the function that multiplies a vector over residents by the neighbour weights W."""
    entrances = int(state["entrance"].max()) + 1
    patches = state["patch_first"].size - 1

    def times(vector: Floats) -> Floats:
        return matrix_times(
            vector,
            state["flat"],
            state["landing"],
            state["entrance"],
            state["patch"],
            state["present"],
            state["edge_first"],
            state["edge_landing"],
            state["edge_weight"],
            state["flat_first"].size,
            entrances,
            patches,
            p,
        )

    return times


def incident_rates(state: State, p: Asb, bound: bool = False) -> Floats:
    """Return b: mean incidents of each resident without contagion, per week.

    Parameters
    ----------
    state
        The columns.
    p
        Parameters of anti-social behaviour.
    bound
        Whether activity is taken as 1 and sanctions and guardianship as 0: the sufficient bound.
    """
    rates = p.base_rate * state["propensity"] * state["present"]
    if not bound:
        guarded = state["guardianship"][state["landing"]]
        rates = rates * state["activity"] * (1.0 - state["sanction"]) * (1.0 - guarded)
    return np.asarray(rates, dtype=np.float64)


def branching_number(state: State, p: Asb, bound: bool = False, rounds: int = 300) -> float:
    """Return contagion x spectral radius of A = diag(b) W, by power iteration.

    Below 1 an extra incident brings finitely many more; from 1 on the mean of incidents has no
    finite value (cap and feedbacks aside). A has the spectral radius of the symmetric
    D^1/2 W D^1/2 with D = diag(b).
    """
    times = neighbour_times(state, p)
    root = np.sqrt(incident_rates(state, p, bound))
    vector = np.ones_like(root)
    radius = 0.0
    for _ in range(rounds):
        vector = vector / float(np.linalg.norm(vector))
        vector = root * times(root * vector)
        radius = float(np.linalg.norm(vector))
        if radius == 0.0:
            return 0.0
    return p.contagion * radius

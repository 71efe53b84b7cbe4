"""Addressed luck: a draw is a function of (seed, replicate, process, week, who), never of order.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy
as 1, 2, 3", 2011). Its counter holds the address of the draw and its key the seed, so that one
more block, post, person or process shifts nobody else's luck, and arms share theirs (common
random numbers).
"""

import math
from typing import NamedTuple

import numpy as np

from iwsim.kernel import inlined, kernel, part
from iwsim.state import Floats, Ints

STREAMS = {
    "estate": 1,
    "population": 2,
    "workforce": 3,
    "tenancies": 4,
    "needs": 5,
    "asb": 6,
    "response": 7,
    "help_seeking": 8,
    "detection": 9,
    "allocation": 10,
    "hours": 11,
    "communication": 12,
    "casework": 13,
    "resident_trust": 14,
    "professional_trust": 15,
    "power": 16,
    "cooperation": 17,
    "decisions": 18,
    "burnout": 19,
    "turnover": 20,
    "money": 21,
}
"""Stream numbers, the last word of every address. A number is never reused for another purpose."""

DRAWS_A_WEEK = 256
"""Room for draws at one (who, other, stream) in one week."""

_MASK = 0xFFFFFFFF
_MULTIPLIER_0 = 0xD2511F53
_MULTIPLIER_1 = 0xCD9E8D57
_WEYL_0 = 0x9E3779B9
_WEYL_1 = 0xBB67AE85
_ROUNDS = 10
_LEAST_UNIFORM = 2.0**-53
_ROUNDING = 1e-12
_NOTHING = 1e-17


class Luck(NamedTuple):
    """Where the draws of one process in one week come from.

    Parameters
    ----------
    key_0, key_1
        The two 32-bit words made from seed and replicate.
    week
        Weeks since the first week computed (spin-up included).
    stream
        Number of the process in `STREAMS`.
    """

    key_0: int
    key_1: int
    week: int
    stream: int


def key_of(seed: int, replicate: int) -> tuple[int, int]:
    """Return the two 32-bit key words of a (seed, replicate); both at least 0, zero is a value."""
    words = np.random.SeedSequence([seed, replicate]).generate_state(2, np.uint32)
    return int(words[0]), int(words[1])


@inlined
def philox(
    counter_0: int, counter_1: int, counter_2: int, counter_3: int, key_0: int, key_1: int
) -> tuple[int, int, int, int]:
    """Return the four 32-bit words of Philox4x32-10 at a counter.

    All arithmetic is on 64-bit integers whose product may wrap: the masks take the same bits with
    and without the JIT.
    """
    c0, c1, c2, c3 = int(counter_0), int(counter_1), int(counter_2), int(counter_3)
    k0, k1 = int(key_0), int(key_1)
    for _ in range(_ROUNDS):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        high_0 = (product_0 >> 32) & _MASK
        high_1 = (product_1 >> 32) & _MASK
        c0, c1, c2, c3 = (
            high_1 ^ c1 ^ k0,
            product_1 & _MASK,
            high_0 ^ c3 ^ k1,
            product_0 & _MASK,
        )
        k0 = (k0 + _WEYL_0) & _MASK
        k1 = (k1 + _WEYL_1) & _MASK
    return c0, c1, c2, c3


@kernel
def uniform_pair(luck: Luck, who: int, other: int, draw: int) -> tuple[float, float]:
    """Return two uniforms on [0, 1) at the address (who, other, week, draw, stream)."""
    w0, w1, w2, w3 = philox(
        who,
        other,
        luck.week * DRAWS_A_WEEK + draw,
        luck.stream,
        luck.key_0,
        luck.key_1,
    )
    first = float((w0 << 21) | (w1 >> 11)) * _LEAST_UNIFORM
    second = float((w2 << 21) | (w3 >> 11)) * _LEAST_UNIFORM
    return first, second


@kernel
def uniform(luck: Luck, who: int, other: int, draw: int) -> float:
    """Return the first of the two uniforms at an address."""
    first, _ = uniform_pair(luck, who, other, draw)
    return first


@part
def uniforms(luck: Luck, who: Ints, other: int, draw: int) -> Floats:
    """Return the first uniform of everyone in `who`, with the bits of `uniform`."""
    drawn = np.empty(who.size)
    for n in range(who.size):
        words = philox(
            who[n],
            other,
            luck.week * DRAWS_A_WEEK + draw,
            luck.stream,
            luck.key_0,
            luck.key_1,
        )
        drawn[n] = float((words[0] << 21) | (words[1] >> 11)) * _LEAST_UNIFORM
    return drawn


@part
def uniform_pairs(luck: Luck, who: Ints, other: int, draw: int) -> tuple[Floats, Floats]:
    """Return both uniforms of everyone in `who`, with the bits of `uniform_pair`."""
    first = np.empty(who.size)
    second = np.empty(who.size)
    for n in range(who.size):
        words = philox(
            who[n],
            other,
            luck.week * DRAWS_A_WEEK + draw,
            luck.stream,
            luck.key_0,
            luck.key_1,
        )
        first[n] = float((words[0] << 21) | (words[1] >> 11)) * _LEAST_UNIFORM
        second[n] = float((words[2] << 21) | (words[3] >> 11)) * _LEAST_UNIFORM
    return first, second


@part
def poisson(mean: float, chance: float, cap: int) -> int:
    """Return the Poisson quantile of a uniform, by summation from 0 and at most `cap`.

    Monotone in the mean: more of a cause never gives fewer events of the same luck.
    """
    if chance < 1.0 - mean - _ROUNDING:  # below exp(-mean) for certain, and most often
        return 0
    probability = math.exp(-mean)
    below = probability
    count = 0
    while chance >= below and count < cap and (probability > _NOTHING or count < mean):
        count += 1
        probability *= mean / count
        below += probability
    return count


@part
def normal_quantile(chance: float) -> float:
    """Return the standard normal quantile, by algorithm AS 241 (Wichura 1988, PPND16)."""
    q = chance - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _ratio_central(r)
    r = chance if q < 0.0 else 1.0 - chance
    r = math.sqrt(-math.log(max(r, _LEAST_UNIFORM)))
    value = _ratio_middle(r - 1.6) if r <= 5.0 else _ratio_tail(r - 5.0)
    return -value if q < 0.0 else value


@part
def _ratio_central(r: float) -> float:
    above = 2509.0809287301226727
    above = above * r + 33430.575583588128105
    above = above * r + 67265.770927008700853
    above = above * r + 45921.953931549871457
    above = above * r + 13731.693765509461125
    above = above * r + 1971.5909503065514427
    above = above * r + 133.14166789178437745
    above = above * r + 3.387132872796366608
    below = 5226.495278852545925
    below = below * r + 28729.085735721942674
    below = below * r + 39307.89580009271061
    below = below * r + 21213.794301586595867
    below = below * r + 5394.1960214247511077
    below = below * r + 687.1870074920579083
    below = below * r + 42.313330701600911252
    below = below * r + 1.0
    return above / below


@part
def _ratio_middle(r: float) -> float:
    above = 7.7454501427834140764e-4
    above = above * r + 0.0227238449892691845833
    above = above * r + 0.24178072517745061177
    above = above * r + 1.27045825245236838258
    above = above * r + 3.64784832476320460504
    above = above * r + 5.7694972214606914055
    above = above * r + 4.6303378461565452959
    above = above * r + 1.42343711074968357734
    below = 1.05075007164441684324e-9
    below = below * r + 5.475938084995344946e-4
    below = below * r + 0.0151986665636164571966
    below = below * r + 0.14810397642748007459
    below = below * r + 0.68976733498510000455
    below = below * r + 1.6763848301838038494
    below = below * r + 2.05319162663775882187
    below = below * r + 1.0
    return above / below


@part
def _ratio_tail(r: float) -> float:
    above = 2.01033439929228813265e-7
    above = above * r + 2.71155556874348757815e-5
    above = above * r + 0.0012426609473880784386
    above = above * r + 0.026532189526576123093
    above = above * r + 0.29656057182850489123
    above = above * r + 1.7848265399172913358
    above = above * r + 5.4637849111641143699
    above = above * r + 6.6579046435011037772
    below = 2.04426310338993978564e-15
    below = below * r + 1.4215117583164458887e-7
    below = below * r + 1.8463183175100546818e-5
    below = below * r + 7.868691311456132591e-4
    below = below * r + 0.0148753612908506148525
    below = below * r + 0.13692988092273580531
    below = below * r + 0.59983220655588793769
    below = below * r + 1.0
    return above / below

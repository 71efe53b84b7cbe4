"""P29: seeing clients change converts sceptics."""

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.scenario import Scenario
from iwsim.state import PRESENT
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, begun, set_in
from iwsim.validation.runs import EARLY, LATE

Posts = NDArray[np.int64]
Mask = NDArray[np.bool_]

_OUTCOMES = ("contribution", "belief")
_SCEPTICS = 1.0 / 3.0

_UNMOVED = Setting("what is seen of clients moves no belief", {"burnout.belief_step": 0.0})
_HARDLY_MOVED = Setting(
    "what is seen of clients hardly moves belief, below the plausible range",
    {"burnout.belief_step": 0.001},
)

_CELLS = {"shown": Cell(TEAM), "hidden": Cell(TEAM, after={"context.visible_to_staff": 0.0})}


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Run the team with clients' change shown and hidden, and follow those who doubted."""
    engines = begun(_CELLS, scenario, replicate)
    shown, hidden = followed(engines["shown"], engines["hidden"])
    early, late = ((w[EARLY.first : EARLY.last + 1], w[LATE.first : LATE.last + 1])
                   for w in (shown, hidden))  # fmt: skip
    (shown_early, shown_late), (hidden_early, hidden_late) = (
        (a.mean(axis=0), b.mean(axis=0)) for a, b in (early, late)
    )
    rows = []
    for n in range(len(_OUTCOMES)):
        rows += [
            (shown_late[n], hidden_late[n]),
            (shown_late[n] - hidden_late[n], shown_early[n] - hidden_early[n]),
        ]
    return np.array(rows)


def followed(one: Engine, other: Engine) -> tuple[Numbers, Numbers]:
    """Run two arms to the end and return what sceptics came to, by week and outcome.

    Sceptics are the third of the staff with least belief at the switch, followed as long as the
    same person is in the post in both.
    """
    filled = np.flatnonzero(one.state["post_state"] == PRESENT)
    belief = one.state["belief"][filled]
    sceptics = filled[belief <= np.quantile(belief, _SCEPTICS)]
    means: tuple[list[Numbers], list[Numbers]] = ([], [])
    while one.done < one.calendar.end:
        for engine in (one, other):
            engine.advance(1)
        for engine in (one, other):
            sceptics = sceptics[still_there(engine, sceptics)]
        for engine, weeks in zip((one, other), means, strict=True):
            weeks.append(np.array([engine.state[name][sceptics].mean() for name in _OUTCOMES]))
    return np.array(means[0]), np.array(means[1])


def still_there(engine: Engine, posts: Posts) -> Mask:
    """Return whether each post is still held by whoever was in it at the switch."""
    since = engine.done - engine.calendar.switch
    there: Mask = engine.state["post_state"][posts] == PRESENT
    return there & (engine.state["tenure"][posts] >= since)


_SEEN = "clients' change shown to staff (0.7) against hidden from the switch on, in the team, "
_WHO = ", of the third of the staff who believed least at the switch, while in post"

_WHY_LITTLE = (
    "What they see does move the belief of sceptics, late more than early (beside). But belief is "
    "one of six reasons to contribute, so contribution follows by less than the smallest effect."
)

PATTERN = Pattern(
    claim=CLAIMS["P29"],
    scenario="rochdale",
    clauses=(
        Clause("buy-in", "contribution to the common effort, 0-1" + _WHO, _SEEN + "late", "up",
               "M", _UNMOVED, _HARDLY_MOVED, A_STATE, relative=False,
               reason=_WHY_LITTLE),
        Clause("buy-in, later", "contribution to the common effort, 0-1" + _WHO,
               _SEEN + "the difference late against early", "up", "M", _UNMOVED, _HARDLY_MOVED,
               A_STATE, relative=False, reason=_WHY_LITTLE),
        Clause("belief", "belief in the approach, 0-1" + _WHO, _SEEN + "late", "up", "V",
               _UNMOVED, _HARDLY_MOVED, A_STATE, relative=False, counts=False),
        Clause("belief, later", "belief in the approach, 0-1" + _WHO,
               _SEEN + "the difference late against early", "up", "V", _UNMOVED, _HARDLY_MOVED,
               A_STATE, relative=False, counts=False),
    ),
    pairs=pairs,
    sets=set_in(_CELLS),
)  # fmt: skip

"""P16: those who feel they lose power withhold, unseen."""

import numpy as np

from iwsim.state import COVERED, PRESENT
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read, compared
from iwsim.validation.runs import AFTER

_HIGH_STATUS = 0.8

_CONTRAST = (
    "team with a power imbalance of 0.8 against the same team without any, both from the switch "
    "on, all weeks after it"
)
_NO_LOSS = Setting("nothing given away or blurred feels like a loss of power, and standing keeps "
                   "no two posts apart",
                   {"power.loss_up": 0.0, "professional_trust.tie_status": 0.0})  # fmt: skip
_LITTLE_LOSS = Setting("loss of power is felt at the low plausible end, and standing keeps posts "
                       "apart as little as plausible",
                       {"power.loss_up": 0.01, "professional_trust.tie_status": 0.0})  # fmt: skip
_HEARD = Setting(
    "the threatened say all they think, nobody is moved or works outside the own domain, nobody "
    "knows who does what, and threat grows fast and fades slowly, at the plausible ends",
    {
        "arms.colocated_team.dissent": 1.0,
        "arms.colocated_team.consensus_pressure": 0.0,
        "arms.colocated_team.chair_dominance": 0.0,
        "arms.colocated_team.seconded": 0.0,
        "arms.colocated_team.keyworker": 0.0,
        "arms.colocated_team.back_up": 0.0,
        "arms.colocated_team.role_clarity": 0.0,
        "power.threat_up": 0.3,
        "power.threat_down": 0.02,
    },
)
_HALF_HEARD = Setting(
    "as there, but the threatened say four fifths of what they think",
    {**_HEARD.overrides, "arms.colocated_team.dissent": 0.8},
)

_CELLS = {
    "even": Cell(TEAM, after={"context.power_imbalance": 0.0}),
    "uneven": Cell(TEAM, after={"context.power_imbalance": 0.8}),
}


def _rise(read: Read, high: bool) -> float:
    """Return how much more is withheld at the horizon in the uneven team, by standing."""
    withheld = []
    for cell in ("uneven", "even"):
        state = read.end(cell)
        seats = state["seat_agency"].size
        post = np.arange(state["post_state"].size)
        status = state["agency_status"][state["seat_agency"][post % seats]]
        there = np.isin(state["post_state"], (PRESENT, COVERED))
        group = there & ((status >= _HIGH_STATUS) == high)
        withheld.append(float(1.0 - state["shared_share"][group].mean()))
    return withheld[0] - withheld[1]


_WHY_LITTLE = (
    "The loss of power that the imbalance adds makes too small a threat, in a team that softens "
    "it, to hold much back; most of the small rise comes from ties that grow more slowly across a "
    "gap in standing."
)
_WHY_NOT_MOST = (
    "What the imbalance adds to the share held back comes mostly from ties across a gap in "
    "standing, and such a tie is missing on both of its sides."
)

PATTERN = Pattern(
    claim=CLAIMS["P16"],
    scenario="rochdale",
    clauses=(
        Clause("withheld", "share of what could be told that is held back", _CONTRAST, "up", "C",
               _NO_LOSS, _LITTLE_LOSS, A_STATE, relative=False, reason=_WHY_LITTLE),
        Clause("most by the high", "rise, through the imbalance, of the share held back at the end",
               "posts of agencies with a standing of 0.8 or more against those of the others", "up",
               "C", _NO_LOSS, _LITTLE_LOSS, A_STATE, relative=False, reason=_WHY_NOT_MOST),
        Clause("unseen", "disagreement in the open, 0-1", _CONTRAST, "same", "M",
               _HEARD, _HALF_HEARD, A_STATE, relative=False),
        Clause("felt", "power felt to be lost, 0-1", _CONTRAST, "up", "M",
               _NO_LOSS, _LITTLE_LOSS, A_STATE, relative=False, counts=False),
        Clause("underground", "quiet obstruction, 0-1", _CONTRAST, "up", "C",
               _NO_LOSS, _LITTLE_LOSS, A_STATE, relative=False, counts=False),
    ),
    pairs=Experiment(
        _CELLS,
        [
            compared("uneven", "even", "withheld_share", AFTER),
            lambda read: (_rise(read, True), _rise(read, False)),
            compared("uneven", "even", "open_conflict", AFTER),
            compared("uneven", "even", "power_loss", AFTER),
            compared("uneven", "even", "covert_resistance", AFTER),
        ],
    ),
)  # fmt: skip

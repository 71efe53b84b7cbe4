"""P27: back-up keeps a team going in a peak, if members know each other's work."""

import copy

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import Scenario
from iwsim.state import DOMAINS, copy_of
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, begun

_PEAK = 52
_WEEKS = 26
_MONEY = DOMAINS.index("money")
_ONE_IN = 4
_STRANGERS, _INSIDERS = 0.2, 0.8

_NONE = Setting("nobody steps in for another", {"arms.colocated_team.back_up": 0.0})
_HARDLY = Setting("people hardly ever step in (0.05)", {"arms.colocated_team.back_up": 0.05})

_CELLS = {"back-up": Cell(TEAM), "none": Cell(TEAM, {"back_up": 0.0})}


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Raise the need for money of many in one week, with and without back-up."""
    kept: dict[tuple[str, float | None], float] = {}
    for name, engine in begun(_CELLS, scenario, replicate).items():
        engine.advance(_PEAK)
        for ground in (None, _STRANGERS, _INSIDERS):
            kept[name, ground] = kept_up(engine, ground)
    gains = [kept["back-up", ground] - kept["none", ground] for ground in (_INSIDERS, _STRANGERS)]
    return np.array([[kept["back-up", None], kept["none", None]], gains])


def kept_up(engine: Engine, ground: float | None) -> float:
    """Return help for serious needs in the weeks after a peak, over the same without it.

    Parameters
    ----------
    engine
        The team before the peak; it is not changed.
    ground
        Common ground at which all pairs of agencies are held; None for their own.
    """
    with_peak, without = copied(engine), copied(engine)
    raise_need(with_peak)
    return _help(with_peak, ground) / _help(without, ground)


def copied(engine: Engine) -> Engine:
    """Return a copy that goes on by itself, with the same luck."""
    twin = copy.copy(engine)
    twin.state = copy_of(engine.state)
    twin.record = engine.record.copy()
    return twin


def raise_need(engine: Engine) -> None:
    """Let one household in four meet a shock to its money, by the rule of the model."""
    heads = np.flatnonzero(
        (engine.state["present"] == 1)
        & (engine.state["head"] == np.arange(engine.state["head"].size))
    )
    size = engine.scenario.parameters["needs"].shock_size
    need = engine.state["need"][_MONEY]
    need[heads[::_ONE_IN]] = (need[heads[::_ONE_IN]] + size) / (1.0 + size)


def _help(engine: Engine, ground: float | None) -> float:
    """Return the mean weekly relief of a serious need over the weeks of the peak."""
    weeks = []
    apart = ~np.eye(engine.state["common_ground"].shape[-1], dtype=bool)
    for _ in range(_WEEKS):
        if ground is not None:
            engine.state["common_ground"][:, apart] = ground
        engine.advance(1)
        serious = engine.state["need"] >= engine.scenario.parameters["needs"].serious
        weeks.append(float(engine.state["relief"][serious].mean()))
    return float(np.mean(weeks))


_PER_NEED = (
    "help that a serious need gets in the 26 weeks from a peak on (one household in four meets a "
    "shock to its money in week 52), over the same without the peak"
)

_WHY_NOT = (
    "Back-up finds little left to do: nearly all cases of the team are to be held by one worker "
    "(0.9), and those go to whoever has room anyway. In the peak the posts of all agencies hold "
    "as many cases as they may, to within a part of one, so that nobody can step in."
)

PATTERN = Pattern(
    claim=CLAIMS["P27"],
    scenario="rochdale",
    clauses=(
        Clause("dip", _PER_NEED, "the team with back-up (0.7) against without", "up", "M", _NONE,
               _HARDLY, A_STATE, relative=False, reason=_WHY_NOT),
        Clause("dip, known work", "what back-up adds to: " + _PER_NEED,
               "common ground of all agencies held at 0.8 against 0.2 from the peak on", "up",
               "M", _NONE, _HARDLY, A_STATE, relative=False, reason=_WHY_NOT),
    ),
    pairs=pairs,
)  # fmt: skip

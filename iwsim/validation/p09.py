"""P09: complaints mislead where fear is high."""

import numpy as np
from scipy import stats

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.state import UNMET
from iwsim.study.windows import Window
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.runs import at_switch, mean_over
from iwsim.week import WEEK, call_arguments

_WEEKS = 52
_HELP_SEEKING = next(process for process in WEEK if process.name == "help_seeking")
_YEAR = Window("year", 0, _WEEKS - 1)

_FEARLESS = Setting("fear of consequences keeps nobody from asking",
                    {"help_seeking.fear_weight": 0.0})  # fmt: skip
_HARDLY_FEARFUL = Setting("fear of consequences keeps people from asking a fifth as much as at "
                          "the low end of the plausible range",
                          {"help_seeking.fear_weight": 0.1})  # fmt: skip


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Give the same fears to those in most need, or to anybody."""
    base = at_switch(scenario, replicate)
    rng = np.random.default_rng([replicate, 9])
    found = []
    for by_need in (True, False):
        twin = base.branch(SILOED)
        order = rng.random(twin.state["present"].size)
        ranked = _complaints_against_need(twin, by_need, order)
        for _ in range(_WEEKS):
            frighten(twin, by_need, order)
            twin.advance(1)
        found.append([ranked, mean_over(twin, twin.record, "known_share", _YEAR)])
    return np.array(found).T


def unanswered_need(engine: Engine) -> Numbers:
    """Return the sum of everyone's serious needs that are neither in a queue nor in service.

    A household's needs count for its first adult.
    """
    state = engine.state
    total: Numbers = np.where(state["phase"] == UNMET, state["need"], 0.0).sum(axis=0)
    return total


def frighten(engine: Engine, by_need: bool, order: Numbers) -> None:
    """Spread fear evenly from nothing to twice its mean: by need, or by lot.

    Parameters
    ----------
    engine
        Whose residents.
    by_need
        Whether those in most need fear most.
    order
        A lot of each resident's own, which also parts those in equal need.
    """
    state = engine.state
    here = np.flatnonzero(state["present"] == 1)
    need = unanswered_need(engine)[here] if by_need else np.zeros(here.size)
    ranks = np.empty(here.size)
    ranks[np.lexsort((order[here], need))] = (np.arange(here.size) + 0.5) / here.size
    mean = engine.scenario.parameters["reference"].fear_of_consequences
    state["fear_of_consequences"][here] = 2.0 * mean * ranks


def _complaints_against_need(engine: Engine, by_need: bool, order: Numbers) -> float:
    """Return the rank correlation over residents of a year's requests with their serious need.

    Only help-seeking goes on: needs stay as they are, and nobody is answered.
    """
    twin = engine.branch(SILOED)
    frighten(twin, by_need, order)
    requests = np.zeros(order.size)
    for week in range(_WEEKS):
        twin.state["asked"][:] = 0
        _HELP_SEEKING.kernel(
            *call_arguments(_HELP_SEEKING, twin.inputs(), twin.arrangement(), twin.done + week)
        )
        requests += twin.state["asked"].sum(axis=0)
    here = twin.state["present"] == 1
    return float(stats.spearmanr(requests[here], unanswered_need(twin)[here]).statistic)


_CONTRAST = "fear of consequences highest where need is, against the same fears by lot"

PATTERN = Pattern(
    claim=CLAIMS["P09"],
    scenario="rochdale",
    clauses=(
        Clause("complaints", "rank correlation, over residents, of requests for help in a year "
               "(stand for complaints) with serious need; help-seeking alone", _CONTRAST,
               "down", "V", _FEARLESS, _HARDLY_FEARFUL, A_STATE, relative=False),
        Clause("known", "serious needs that some service knows of, share, in the year after the "
               "switch", _CONTRAST, "down", "C", _FEARLESS, _HARDLY_FEARFUL, A_STATE,
               relative=False),
    ),
    pairs=pairs,
)  # fmt: skip

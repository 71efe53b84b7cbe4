"""P31: trust of residents is lost faster than won, and starts low after past failures."""

from dataclasses import replace

import numpy as np

from iwsim.engine import Engine
from iwsim.parameters.resident_trust import ResidentTrust
from iwsim.processes.resident_trust import after_broken, after_kept
from iwsim.scenario import SILOED, Scenario, load_scenario
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.runs import AFTER, at_switch, mean_over, run_arms

_TEAM = "colocated_team"
_PROMISES = 4
_ONE_IN = 10
_FEW_FAILURES, _MANY_FAILURES = 0.2, 0.8
_MOST_RATIO = 50.0
_HALVINGS = 50

_NO_LOSS = Setting("a broken promise costs no trust", {"resident_trust.loss_ratio": 0.0})
_EVEN = Setting(
    "a promise kept gives little and one broken costs no more, both at the low plausible end",
    {"resident_trust.gain": 0.02, "resident_trust.loss_ratio": 1.0},
)
_NO_MEMORY = Setting(
    "earlier failures lower neither trust, nor its ceiling, nor the belief of staff",
    {
        "resident_trust.failures_ceiling": 0.0,
        "resident_trust.failures_start": 0.0,
        "workforce.failures_belief": 0.0,
    },
)
_SHORT_MEMORY = Setting(
    "earlier failures lower the ceiling of trust by a tenth at most, and its start not at all",
    {"resident_trust.failures_ceiling": 0.1, "resident_trust.failures_start": 0.0},
)


def promises(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Keep and break promises in twin runs, from half the ceiling of trust and from its level."""
    base = at_switch(scenario, replicate)
    rows = []
    for start in (0.5 * ceiling(scenario), None):
        kept_first, broken_first, none = after_promises(base, start)
        rows += [(kept_first, none), (broken_first, none)]
    return rows


def failures(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Run the team after many and after few failures of the past."""
    many, few = (
        _engagement(scenario, replicate, share) for share in (_MANY_FAILURES, _FEW_FAILURES)
    )
    return list(zip(many, few, strict=True))


def after_promises(base: Engine, start: float | None) -> tuple[float, float, float]:
    """Return trust after kept then broken, broken then kept, and no added promises.

    One resident in ten gets them, in two weeks one after the other; their mean trust is measured.

    Parameters
    ----------
    base
        An engine in the week of the switch.
    start
        Trust they start from; None for their own.
    """
    who = np.flatnonzero(base.state["present"] == 1)[::_ONE_IN]
    ends = []
    for first, second in (("kept", "broken"), ("broken", "kept"), (None, None)):
        twin = base.branch(SILOED)
        if start is not None:
            twin.state["trust"][who] = start
        for kind in (first, second):
            if kind is not None:
                twin.state[kind][who] += _PROMISES
            twin.advance(1)
        ends.append(float(twin.state["trust"][who].mean()))
    return ends[0], ends[1], ends[2]


def _engagement(scenario: Scenario, replicate: int, failures: float) -> tuple[float, float, float]:
    """Return requests a week, weeks until a need is known, and trust, in the team."""
    context = scenario.parameters["context"]._replace(prior_failures=failures)
    scenario = replace(scenario, parameters={**scenario.parameters, "context": context})
    base = at_switch(scenario, replicate)
    record = run_arms(base, (_TEAM,))[_TEAM]
    return (
        mean_over(base, record, "opened", AFTER),
        mean_over(base, record, "wait_known_weeks", AFTER),
        mean_over(base, record, "resident_trust", AFTER),
    )


def ceiling(scenario: Scenario) -> float:
    """Return the ceiling of trust on an estate with its past failures."""
    p: ResidentTrust = scenario.parameters["resident_trust"]
    failures = float(scenario.parameters["context"].prior_failures)
    return p.ceiling * (1.0 - p.failures_ceiling * failures)


def turning_ratio(start: float, top: float, p: ResidentTrust, weight: float, first: str) -> float:
    """Return the loss ratio at which equal numbers of promises leave trust where it was.

    Parameters
    ----------
    start, top
        Trust before, and its ceiling.
    p
        Parameters of trust; its loss ratio is not read.
    weight
        Mean weight of a broken promise, told or hidden.
    first
        Which come first: ``kept`` or ``broken``.
    """
    low, high = 0.0, _MOST_RATIO
    for _ in range(_HALVINGS):
        ratio = 0.5 * (low + high)
        loss = min(1.0, ratio * p.gain)
        trust = start
        for kind in (first, "broken" if first == "kept" else "kept"):
            for _ in range(_PROMISES):
                trust = (
                    after_kept(trust, top, p.gain, 1.0)
                    if kind == "kept"
                    else after_broken(trust, loss, weight)
                )
        low, high = (ratio, high) if trust > start else (low, ratio)
    return 0.5 * (low + high)


def remarks() -> tuple[str, ...]:
    """Return at which loss ratio the net change turns its sign, by where trust starts."""
    scenario = load_scenario("rochdale")
    p: ResidentTrust = scenario.parameters["resident_trust"]
    top = ceiling(scenario)
    honest = scenario.arms[SILOED].arrangement.honesty_about_failure
    hidden = p.found_out * p.hidden_penalty + (1.0 - p.found_out)
    weight = honest * p.told_discount + (1.0 - honest) * hidden
    own = float(scenario.parameters["reference"].trust)
    return tuple(
        f"From {words} ({start:.2f}, ceiling {top:.2f}) the net change of {_PROMISES} kept and "
        f"{_PROMISES} broken promises turns negative at a loss ratio of "
        f"{turning_ratio(start, top, p, weight, 'kept'):.2f} (kept first) or "
        f"{turning_ratio(start, top, p, weight, 'broken'):.2f} (broken first); the model uses "
        f"{p.loss_ratio:g}."
        for words, start in (("half the ceiling", 0.5 * top), ("the estate's own level", own))
    )


_HALF = "trust of those concerned, from half its ceiling, 0-1"
_LOW = "trust of those concerned, from their own low level, 0-1"
_KEPT_FIRST = "four promises kept, then four broken, against none"
_BROKEN_FIRST = "four promises broken, then four kept, against none"
_FAILURES = "prior failures of 0.8 against 0.2, in the team, all weeks after the switch"

_WHY_NOT_LOWER = (
    "Requests fall, by less than the smallest effect: people with less trust ask less often, but a "
    "need that stays unknown lasts longer and is asked about later instead."
)
_WHY_NOT_LATER = "Needs become known later, by less than the smallest effect."

PATTERN = Pattern(
    claim=CLAIMS["P31"],
    scenario="rochdale",
    clauses=(
        Clause("kept first", _HALF, _KEPT_FIRST, "down", "V", _NO_LOSS, _EVEN, A_STATE,
               relative=False),
        Clause("broken first", _HALF, _BROKEN_FIRST, "down", "V", _NO_LOSS, _EVEN, A_STATE,
               relative=False),
        Clause("kept first, low", _LOW, _KEPT_FIRST, "down", "V", _NO_LOSS, _EVEN, A_STATE,
               relative=False, counts=False),
        Clause("broken first, low", _LOW, _BROKEN_FIRST, "down", "V", _NO_LOSS, _EVEN, A_STATE,
               relative=False, counts=False),
        Clause("lower", "requests taken in a week", _FAILURES, "down", "C",
               _NO_MEMORY, _SHORT_MEMORY, reason=_WHY_NOT_LOWER),
        Clause("later", "weeks from a need's onset to its being known, at most 26", _FAILURES,
               "up", "C", _NO_MEMORY, _SHORT_MEMORY, reason=_WHY_NOT_LATER),
        Clause("trust", "trust of residents, 0-1", _FAILURES, "down", "M",
               _NO_MEMORY, _SHORT_MEMORY, A_STATE, relative=False, counts=False),
    ),
    pairs=Parts([Part((0, 1, 2, 3), promises), Part((4, 5, 6), failures)]),
    sets=("context.prior_failures",),
    remarks=remarks,
)  # fmt: skip

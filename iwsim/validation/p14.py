"""P14: trust between staff grows slowly with contact and not under blame."""

import numpy as np

from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import Scenario
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM
from iwsim.validation.runs import AFTER, at_switch, run_arms, weekly, with_arms

_ONE, _OTHER = "one", "other"
_FINAL = 26

_OUTCOME = (
    "weeks until strangers reach half of the final mean trust of the better of the two, at most 156"
)
_NO_BLAME = Setting("an error that is blamed costs no trust", {"professional_trust.blame": 0.0})
_LITTLE_BLAME = Setting("an error that is blamed costs trust at the low plausible end",
                        {"professional_trust.blame": 0.05})  # fmt: skip
_NO_CONTACT = Setting("neither an office nor a meeting brings contact",
                      {"communication.contact_office": 0.0,
                       "communication.contact_meeting": 0.0})  # fmt: skip
_LITTLE_CONTACT = Setting("an office and a meeting bring hardly any contact",
                          {"communication.contact_office": 0.005,
                           "communication.contact_meeting": 0.0005})  # fmt: skip


def blame(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Let teams of strangers come to trust each other, under blame and without."""
    team = scenario.arms[TEAM].arrangement
    return [_times(scenario, replicate, team._replace(no_blame=0.2), team._replace(no_blame=0.8))]


def contact(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Let teams of strangers come to trust each other, apart and together."""
    team = scenario.arms[TEAM].arrangement
    apart = team._replace(co_location=0.0, meeting_frequency=1.0)
    together = team._replace(co_location=0.8, meeting_frequency=5.0)
    return [_times(scenario, replicate, apart, together)]


def _times(
    scenario: Scenario, replicate: int, one: Arrangement, other: Arrangement
) -> tuple[float, float]:
    """Return when strangers come to trust each other under one arrangement and another."""
    base = at_switch(with_arms(scenario, {_ONE: one, _OTHER: other}), replicate)
    base.state["pair_trust"][:] = 0.0
    base.state["trust_of"][:] = 0.0
    records = run_arms(base, (_ONE, _OTHER))
    return times(
        *(weekly(base, records[arm], "professional_trust", AFTER) for arm in (_ONE, _OTHER))
    )


def times(one: Numbers, other: Numbers) -> tuple[float, float]:
    """Return the week in which each of two courses reaches half the higher end of both.

    Parameters
    ----------
    one, other
        Trust by week.
    """
    level = 0.5 * max(float(course[-_FINAL:].mean()) for course in (one, other))

    def reached(course: Numbers) -> float:
        weeks = np.flatnonzero(course >= level)
        return float(weeks[0] if weeks.size else course.size)

    return reached(one), reached(other)


_WHY_LITTLE_BLAME = (
    "Errors are rare, one in fifty posts and weeks, and contact in the team builds trust much "
    "faster than the few that are blamed wear it down."
)

PATTERN = Pattern(
    claim=CLAIMS["P14"],
    scenario="rochdale",
    clauses=(
        Clause("blame", _OUTCOME,
               "team with a no-blame climate of 0.2 against the same team with one of 0.8",
               "up", "M", _NO_BLAME, _LITTLE_BLAME, reason=_WHY_LITTLE_BLAME),
        Clause("contact", _OUTCOME,
               "team in scattered offices that meets weekly against the same team with a shared "
               "office four fifths of the week that meets daily",
               "up", "M", _NO_CONTACT, _LITTLE_CONTACT),
    ),
    pairs=Parts([Part((0,), blame), Part((1,), contact)]),
)  # fmt: skip

"""Levels of the siloed baseline in one long run, in the units that the literature uses."""

import warnings

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.state import COVERED, DORMANT, EVENTS, EXITS, FULL_TIME, HOUR_USES, PRESENT, VACANT

Numbers = NDArray[np.float64]

SEED = 1
_WEEKS_A_YEAR = 52
_EIGHTEEN_MONTHS = 78
_MONTHS_A_YEAR = 12
_AWAY = ("leave", "sickness", "spare")
_ADMINISTRATION = ("overhead", "administration", "assessment")


def silo_levels(scenario: Scenario, replicate: int, seed: int = SEED) -> dict[str, float]:
    """Return the levels of one run of the silo over the weeks after the switch.

    Exposure in a year, who stays exhausted and leavers by agency are followed week by week; the
    rest is read from the record and from the counts of events. A level is NaN where a run has
    nothing to measure it on.
    """
    run = Engine(scenario, SILOED, seed, replicate)
    run.advance(run.calendar.switch)
    agencies = [agency.key for agency in scenario.agencies]
    before = run.state["events"].copy()
    exits_before = run.state["exits"].copy()
    exposed, persisted, years, left = _follow(run)
    weeks = run.calendar.end - run.calendar.switch
    homes = run.state["void"].size
    found = {}

    def mean(name: str) -> float:
        column = run.record[scenario.baseline :, run.columns.index(name)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # the mean of no numbers is NaN: meant
            return float(np.nanmean(column))

    events = dict(zip(EVENTS, run.state["events"] - before, strict=True))
    yearly = _WEEKS_A_YEAR / weeks
    found["true incidents"] = events["incidents"] * yearly / homes
    found["recorded incidents"] = events["recorded_incidents"] * yearly / homes
    found["share reported"] = _share(events["recorded_incidents"], events["incidents"])
    found["asb cases"] = 1000 * events["asb_cases_opened"] * yearly / homes
    ended = events["asb_cases_ceased"] + events["evictions"]
    found["closed as ceased"] = _share(events["asb_cases_ceased"], ended)
    found["ended by eviction"] = _share(events["evictions"], ended)
    found["exposed in a year"] = exposed
    found["moves"] = events["moves"] * yearly / homes

    found["burnout"] = mean("burnout_share")
    found["still exhausted"] = persisted
    for at, key in enumerate(agencies):
        found[f"burnout {key}"] = mean(f"burnout_share.{key}")
        found[f"leavers {key}"] = _share(left[at], years[at])
        found[f"vacancy {key}"] = mean(f"vacancy_share.{key}")
        found[f"caseload {key}"] = mean(f"caseload.{key}")
    found["leavers"] = _share(left.sum(), years.sum())
    found["vacancy"] = mean("vacancy_share")
    found["sickness"] = mean("sickness_share")
    found["homes per post"] = homes / sum(agency.full_time for agency in scenario.agencies)

    hours = {use: mean(f"hours_{use}") for use in HOUR_USES}
    worked = sum(value for use, value in hours.items() if use not in _AWAY)
    contracted = sum(hours.values()) - mean("overtime_hours")
    found["direct"] = hours["direct"] / worked
    found["direct and visits"] = (hours["direct"] + hours["visits"] + hours["outreach"]) / worked
    found["coordination"] = (hours["meetings"] + hours["coordination"]) / worked
    found["administration"] = sum(hours[use] for use in _ADMINISTRATION) / worked
    posts = contracted / FULL_TIME
    found["supervision"] = hours["supervision"] * _WEEKS_A_YEAR / _MONTHS_A_YEAR / posts
    found["overtime"] = mean("overtime_hours") / contracted
    found["spare"] = hours["spare"] / contracted
    found["known"] = mean("wait_known_weeks")
    found["helped"] = mean("wait_help_weeks")
    exits = (run.state["exits"] - exits_before).sum(axis=(1, 2))
    for kind, count in zip(EXITS, exits, strict=True):
        found[f"exit {kind}"] = _share(count, exits.sum())
    return found


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")


def _follow(run: Engine) -> tuple[float, float, Numbers, Numbers]:
    """Run week by week to the end.

    Returns
    -------
    tuple
        Share of adults whom an incident on their landing or nearer reached in the first year, of
        those who lived there all year; share of staff above the burnout cut-off at the switch who
        are above it eighteen months later, of those still in their post; years worked in filled
        posts, and leavers, by agency.
    """
    state = run.state
    weight = run.scenario.parameters["asb"].weight_landing
    reached = np.zeros(state["present"].size, dtype=bool)
    stayed = state["present"] == 1
    agency = state["seat_agency"][np.arange(state["post_state"].size) % state["seat_agency"].size]
    agencies = len(run.scenario.agencies)
    years = np.zeros(agencies)
    left = np.zeros(agencies)
    cutoff = run.scenario.parameters["burnout"].cutoff
    exhausted = (state["post_state"] == PRESENT) & (state["exhaustion"] >= cutoff)
    share = persisted = float("nan")
    for week in range(run.calendar.end - run.calendar.switch):
        was = state["post_state"].copy()
        run.advance(1)
        staffed = was == PRESENT
        gone = staffed & ((state["post_state"] == VACANT) | (state["post_state"] == COVERED))
        established = was != DORMANT
        years += np.bincount(agency[staffed & established], minlength=agencies) / _WEEKS_A_YEAR
        left += np.bincount(agency[gone], minlength=agencies)
        if week < _WEEKS_A_YEAR:
            reached |= state["exposure"] >= weight
            stayed &= (state["present"] == 1) & (state["arrived"] < run.calendar.switch)
        if week == _WEEKS_A_YEAR - 1:
            share = float(reached[stayed].mean())
        exhausted &= ~gone
        if week == _EIGHTEEN_MONTHS - 1:
            still = exhausted & (state["exhaustion"] >= cutoff)
            persisted = _share(still.sum(), exhausted.sum())
    return share, persisted, years, left

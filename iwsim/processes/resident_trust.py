"""Residents' trust, and hope, belonging and unfairness with it."""

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, uniform_pair, uniforms
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.context import Context
from iwsim.parameters.hours import Hours
from iwsim.parameters.resident_trust import ResidentTrust
from iwsim.processes.standing import needs_in_phase, total_need
from iwsim.state import DOMAINS, EVENTS, HOUR_USES, HOUSEHOLD_DOMAINS, SERVED, Floats, Ints

_DOMAINS = len(DOMAINS)
_OUTREACH = HOUR_USES.index("outreach")
_EVENTS = HOUR_USES.index("events")
_WEEKS_A_MONTH = 52.0 / 12.0
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_KEPT = EVENTS.index("promises_kept")
_BROKEN = EVENTS.index("promises_broken")
_AN_ENDED_PROJECT = 0.3
_DRAW_TOLD, _DRAW_DOOR = 0, 40


@kernel
def after_kept(trust: float, ceiling: float, gain: float, times: float) -> float:
    """Return trust after kept promises: each goes a share `gain` of the way to the ceiling.

    `times` scales the step where only word of the promise arrives. Trust above the ceiling (an
    earlier, higher one) is left as it is.
    """
    return trust + min(1.0, gain * times) * max(0.0, ceiling - trust)


@kernel
def after_broken(trust: float, loss: float, times: float) -> float:
    """Return trust after a broken promise: (1 - loss) of it, scaled where only word arrives."""
    return (1.0 - min(1.0, loss * times)) * trust


@part
def before_promises(trust: float, failures: float, p: ResidentTrust) -> float:
    """Return the trust that people start with or return to, after earlier failures."""
    return trust * (1.0 - p.failures_start * failures)


@kernel
def resident_trust(
    place: Ints,
    head: Ints,
    landing: Ints,
    patch: Ints,
    patch_first: Ints,
    present: Ints,
    need: Floats,
    stress: Floats,
    fear: Floats,
    phase: Ints,
    ladder_step: Ints,
    crisis: Ints,
    guardianship: Floats,
    kept: Ints,
    broken: Ints,
    trust: Floats,
    hope: Floats,
    belonging: Floats,
    unfairness: Floats,
    hours_used: Floats,
    events: Floats,
    a: Arrangement,
    c: Context,
    hours: Hours,
    p: ResidentTrust,
    luck: Luck,
) -> None:
    """Let residents feel what was promised, seen and offered.

    A kept promise: T <- T + a (C - T); a broken one: T <- (1 - r a) T, less where the failure is
    owned, more where it is hidden and found out. Neighbours hear of both. Between events trust
    drifts to its resting point, up with voice and down with unfairness. Outreach and events act
    as far as their hours were worked.
    """
    landings = guardianship.size
    ended = a.duration < 0.0
    failures = min(1.0, c.prior_failures + (_AN_ENDED_PROJECT if ended else 0.0))
    ceiling = p.ceiling * (1.0 - p.failures_ceiling * failures)
    rest = before_promises(p.rest, failures, p)
    loss = min(1.0, p.loss_ratio * p.gain)
    people = np.zeros(landings)
    served = np.zeros(landings)
    good = np.zeros(landings)
    bad = np.zeros(landings)
    in_service = np.zeros(place.size, np.int64)
    adults = np.zeros(patch_first.size - 1)
    of_home = needs_in_phase(phase[:_HOUSEHOLD], SERVED)
    own = needs_in_phase(phase[_HOUSEHOLD:], SERVED)
    for i in range(place.size):
        if present[i] == 0:
            kept[i] = 0
            broken[i] = 0
            continue
        adults[patch[i]] += 1.0
        if own[i] > 0 or of_home[head[i]] > 0:
            in_service[i] = 1
        if a.duration == 0.0 and in_service[i] == 1:
            broken[i] += 1
        people[landing[i]] += 1.0
        served[landing[i]] += in_service[i]
        good[landing[i]] += kept[i]
        bad[landing[i]] += broken[i]

    for i in range(place.size):
        if present[i] == 0:
            continue
        at = landing[i]
        for _ in range(kept[i]):
            trust[i] = after_kept(trust[i], ceiling, p.gain, 1.0)
        for n in range(broken[i]):
            owned, found = uniform_pair(luck, place[i], 0, _DRAW_TOLD + n)
            weight = 1.0
            if owned < a.honesty_about_failure:
                weight = p.told_discount
            elif found < p.found_out:
                weight = p.hidden_penalty
            trust[i] = after_broken(trust[i], loss, weight)
        events[_KEPT] += kept[i]
        events[_BROKEN] += broken[i]
        if p.word > 0.0:
            trust[i] = after_kept(trust[i], ceiling, p.gain, p.word * (good[at] - kept[i]))
            trust[i] = after_broken(trust[i], loss, p.word * (bad[at] - broken[i]))
        kept[i] = 0
        broken[i] = 0
        if ladder_step[i] > 0:
            trust[i] = after_kept(trust[i], ceiling, p.gain, p.success)
        if ladder_step[i] < 0 or crisis[i] == 1:
            trust[i] = after_broken(trust[i], loss, p.success)
        up = p.drift * rest + p.voice_trust * a.resident_voice
        down = p.drift * (1.0 - rest) + p.unfair_trust * unfairness[i]
        trust[i] = (trust[i] + up) / (1.0 + up + down)

    hardship = total_need(head, need)
    patches = adults.size
    knocking = np.zeros(patches)
    held = np.zeros(patches)
    planned = a.community_events / _WEEKS_A_MONTH * hours.event_hours
    seats = hours_used.shape[1] // patches
    for k in range(patches):
        worked = 0.0
        for post in range(k * seats, (k + 1) * seats):
            knocking[k] += hours_used[_OUTREACH, post]
            worked += hours_used[_EVENTS, post]
        held[k] = a.community_events * (worked / planned if planned > 0.0 else 1.0)
    _hope(present, patch, hardship, stress, trust, belonging, ladder_step, crisis, held, hope, p)
    knocked = np.zeros(place.size, np.int64)
    if a.outreach > 0.0:
        door = uniforms(luck, place, 0, _DRAW_DOOR)
        for i in range(place.size):
            doors = knocking[patch[i]] / hours.outreach_hours / max(adults[patch[i]], 1.0)
            knocked[i] = 1 if door[i] < doors else 0
    _belong(present, patch, knocked, fear, held, belonging, a, p)
    _compare(present, knocked, landing, in_service, served, people, unfairness, c, p)


@part
def _hope(
    present: Ints,
    patch: Ints,
    hardship: Floats,
    stress: Floats,
    trust: Floats,
    belonging: Floats,
    ladder_step: Ints,
    crisis: Ints,
    held: Floats,
    hope: Floats,
    p: ResidentTrust,
) -> None:
    """Move hope: up with trust, belonging, events and progress, down with hardship and stress."""
    for i in range(present.size):
        up = (
            p.hope_up * 0.5 * (trust[i] + belonging[i])
            + p.event_hope * held[patch[i]]
            + (p.hope_step if ladder_step[i] > 0 else 0.0)
        )
        down = p.hope_down * 0.5 * (hardship[i] / _DOMAINS + stress[i])
        down += p.hope_step if ladder_step[i] < 0 or crisis[i] == 1 else 0.0
        x = (hope[i] + up) / (1.0 + up + down)
        hope[i] = x if present[i] == 1 else hope[i]


@part
def _belong(
    present: Ints,
    patch: Ints,
    knocked: Ints,
    fear: Floats,
    held: Floats,
    belonging: Floats,
    a: Arrangement,
    p: ResidentTrust,
) -> None:
    """Move belonging: up with events, voice and a knock at the door, down with fear."""
    for i in range(present.size):
        up = (
            p.belonging_up
            + p.event_belonging * held[patch[i]]
            + p.voice_belonging * a.resident_voice
            + (p.door_belonging if knocked[i] == 1 else 0.0)
        )
        down = p.belonging_down + p.belonging_fear * fear[i]
        x = (belonging[i] + up) / (1.0 + up + down)
        belonging[i] = x if present[i] == 1 else belonging[i]


@part
def _compare(
    present: Ints,
    knocked: Ints,
    landing: Ints,
    in_service: Ints,
    served: Floats,
    people: Floats,
    unfairness: Floats,
    c: Context,
    p: ResidentTrust,
) -> None:
    """Move unfairness: up where neighbours are seen to be helped, down with time and outreach."""
    for i in range(present.size):
        others = max(people[landing[i]] - 1.0, 1.0)
        seen = c.visible_to_neighbours * (served[landing[i]] - in_service[i]) / others
        up = p.unfair_up * seen * (1.0 - in_service[i])
        down = p.unfair_down + (p.unfair_outreach if knocked[i] == 1 else 0.0)
        x = (unfairness[i] + up) / (1.0 + up + down)
        unfairness[i] = x if present[i] == 1 else unfairness[i]

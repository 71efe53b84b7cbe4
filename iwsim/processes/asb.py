"""Anti-social behaviour and its ripple: incidents, what reaches whom, and what it does."""

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, poisson, uniform, uniforms
from iwsim.parameters.asb import Asb
from iwsim.parameters.reference import Reference
from iwsim.processes.standing import total_need
from iwsim.state import DOMAINS, EVENTS, Floats, Ints

_DOMAINS = len(DOMAINS)
_MENTAL_HEALTH = DOMAINS.index("mental_health")
_SUBSTANCE_USE = DOMAINS.index("substance_use")
_INCIDENTS = EVENTS.index("incidents")
_RECORDED = EVENTS.index("recorded_incidents")
_CAPPED = EVENTS.index("capped_weeks")
_MOST_GUARDIANSHIP = 0.5
_LADDER_STEPS = 10.0
_MOST_REPORTED = 0.95
_COMPLAINTS_KEPT = 0.9
_DRAW_COUNT, _DRAW_REPORT = 0, 1


@kernel
def asb(
    place: Ints,
    head: Ints,
    flat: Ints,
    landing: Ints,
    entrance: Ints,
    patch: Ints,
    flat_landing: Ints,
    edge_first: Ints,
    edge_landing: Ints,
    edge_weight: Floats,
    entrance_incidents: Floats,
    patch_incidents: Floats,
    present: Ints,
    void: Ints,
    propensity: Floats,
    need: Floats,
    ladder: Ints,
    hope: Floats,
    trust: Floats,
    belonging: Floats,
    sanction: Floats,
    crisis: Ints,
    activity: Floats,
    incidents: Ints,
    exposure: Floats,
    disorder: Floats,
    guardianship: Floats,
    stress: Floats,
    fear: Floats,
    safety: Floats,
    reported: Ints,
    complaints: Floats,
    events: Floats,
    p: Asb,
    ref: Reference,
    luck: Luck,
) -> None:
    """Let incidents happen, reach neighbours, and be reported.

    Incidents of i are Poisson with rate base x propensity x activity x (1 - sanction) x
    (1 + contagion x recent disorder around i) x (1 - guardianship of the landing), by inversion.
    What reaches j is the weighted sum of the incidents of all others by distance: same flat,
    landing, floors above and below, entrance, estate. It raises stress and fear and lowers
    perceived safety at once; all three come back slowly.
    """
    landings = guardianship.size
    homes = np.zeros(landings)
    let = np.zeros(landings)
    people = np.zeros(landings)
    bond = np.zeros(landings)
    faith = np.zeros(landings)
    dread = np.zeros(landings)
    crises = np.zeros(landings)
    for f in range(flat_landing.size):
        homes[flat_landing[f]] += 1.0
        if void[f] == 0:
            let[flat_landing[f]] += 1.0
    for i in range(place.size):
        if present[i] == 1:
            at = landing[i]
            people[at] += 1.0
            bond[at] += belonging[i]
            faith[at] += trust[i]
            dread[at] += fear[i]
            crises[at] += float(crisis[i])
    for at in range(landings):
        share = p.guardianship * bond[at] / max(people[at], 1.0) * let[at] / max(homes[at], 1.0)
        guardianship[at] = min(share, _MOST_GUARDIANSHIP)

    flat_incidents = np.zeros(flat_landing.size)
    landing_incidents = np.zeros(landings)
    entrance_incidents[:] = 0.0
    patch_incidents[:] = 0.0
    cap = int(p.cap)
    chance = uniforms(luck, place, 0, _DRAW_COUNT)
    _act(
        present, need[_MENTAL_HEALTH], need[_SUBSTANCE_USE], ladder, hope, activity, p, ref
    )  # fmt: skip
    mean = _rates(landing, propensity, activity, sanction, disorder, guardianship, p)
    for i in range(place.size):
        incidents[i] = 0
        if present[i] == 0:
            continue
        at = landing[i]
        count = poisson(mean[i], chance[i], cap)
        if count == 0:
            continue
        incidents[i] = count
        flat_incidents[flat[i]] += count
        landing_incidents[at] += count
        entrance_incidents[entrance[i]] += count
        patch_incidents[patch[i]] += count
        events[_INCIDENTS] += count
        if count == cap:
            events[_CAPPED] += 1.0

    near = np.zeros(landings)
    for at in range(landings):
        for edge in range(edge_first[at], edge_first[at + 1]):
            near[at] += edge_weight[edge] * landing_incidents[edge_landing[edge]]

    _reach(
        flat, landing, incidents, flat_incidents, landing_incidents, near, exposure, p
    )  # fmt: skip
    _reach_far(
        flat, entrance, patch, flat_incidents, entrance_incidents, patch_incidents, exposure, p
    )
    _upset(present, landing, exposure, total_need(head, need), crisis, crises, stress, p)
    _frighten(present, exposure, disorder, fear, safety, p)
    for i in range(place.size):
        reported[i] = 0
        complaints[i] *= _COMPLAINTS_KEPT
        if present[i] == 0:
            exposure[i] = 0.0
            continue
        at = landing[i]
        if incidents[i] > 0:
            others = max(people[at], 1.0)
            told = p.report_rate * max(
                0.0,
                1.0
                + p.report_trust * (faith[at] / others - ref.trust)
                - p.report_fear * (dread[at] / others - ref.fear),
            )
            told = min(told, _MOST_REPORTED)
            for n in range(incidents[i]):
                if uniform(luck, place[i], 0, _DRAW_REPORT + n) < told:
                    reported[i] += 1
            complaints[i] += float(reported[i])
            events[_RECORDED] += reported[i]


@part
def _act(
    present: Ints,
    mental_health: Floats,
    substance_use: Floats,
    ladder: Ints,
    hope: Floats,
    activity: Floats,
    p: Asb,
    ref: Reference,
) -> None:
    """Move how far everyone acts out a propensity."""
    for i in range(present.size):
        drive = 0.5 * (mental_health[i] + substance_use[i])
        up = p.activity_up * max(0.0, 1.0 + p.need_weight * (drive - ref.drive))
        steadied = float(ladder[i]) / _LADDER_STEPS
        down = p.activity_down + p.desistance * steadied * max(0.0, 1.0 + hope[i] - ref.hope)
        x = (activity[i] + up) / (1.0 + up + down)
        activity[i] = x if present[i] == 1 else activity[i]


@part
def _rates(
    landing: Ints,
    propensity: Floats,
    activity: Floats,
    sanction: Floats,
    disorder: Floats,
    guardianship: Floats,
    p: Asb,
) -> Floats:
    """Return everyone's mean incidents this week."""
    mean = np.empty(landing.size)
    for i in range(landing.size):
        mean[i] = (
            p.base_rate
            * propensity[i]
            * activity[i]
            * (1.0 - sanction[i])
            * (1.0 + p.contagion * disorder[i])
            * (1.0 - guardianship[landing[i]])
        )
    return mean


@part
def _reach(
    flat: Ints,
    landing: Ints,
    incidents: Ints,
    flat_incidents: Floats,
    landing_incidents: Floats,
    near: Floats,
    exposure: Floats,
    p: Asb,
) -> None:
    """Sum what reaches everyone from the same flat, the landing, and the floors around it."""
    for i in range(flat.size):
        own = float(incidents[i])
        home = flat_incidents[flat[i]]
        exposure[i] = (
            p.weight_flat * (home - own)
            + p.weight_landing * (landing_incidents[landing[i]] - home)
            + near[landing[i]]
        )


@part
def _reach_far(
    flat: Ints,
    entrance: Ints,
    patch: Ints,
    flat_incidents: Floats,
    entrance_incidents: Floats,
    patch_incidents: Floats,
    exposure: Floats,
    p: Asb,
) -> None:
    """Add what reaches everyone from the entrance and from the estate."""
    for i in range(flat.size):
        home = flat_incidents[flat[i]]
        exposure[i] = (
            exposure[i]
            + p.weight_entrance * (entrance_incidents[entrance[i]] - home)
            + p.weight_estate * (patch_incidents[patch[i]] - home)
        )


@part
def _upset(
    present: Ints,
    landing: Ints,
    exposure: Floats,
    hardship: Floats,
    crisis: Ints,
    crises: Floats,
    stress: Floats,
    p: Asb,
) -> None:
    """Move stress by what reached people, their needs, and crises on the landing."""
    for i in range(present.size):
        up = (
            p.stress_up * exposure[i]
            + p.stress_need * hardship[i] / _DOMAINS
            + p.stress_crisis * (crises[landing[i]] - float(crisis[i]))
        )
        x = (stress[i] + up) / (1.0 + up + p.stress_down)
        stress[i] = x if present[i] == 1 else stress[i]


@part
def _frighten(
    present: Ints, exposure: Floats, disorder: Floats, fear: Floats, safety: Floats, p: Asb
) -> None:
    """Move recent disorder, fear and perceived safety by what reached people."""
    for i in range(present.size):
        x = (1.0 - p.memory) * disorder[i] + p.memory * exposure[i]
        disorder[i] = x if present[i] == 1 else disorder[i]
    for i in range(present.size):
        up = p.fear_up * exposure[i]
        x = (fear[i] + up) / (1.0 + up + p.fear_down)
        fear[i] = x if present[i] == 1 else fear[i]
    for i in range(present.size):
        down = p.safety_fall * exposure[i]
        x = (safety[i] + p.safety_rise) / (1.0 + p.safety_rise + down)
        safety[i] = x if present[i] == 1 else safety[i]

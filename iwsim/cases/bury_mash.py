"""The hub at Bury: whether one front door answers and finds sooner, and what it takes in."""

from collections.abc import Mapping

from iwsim.cases.bury_mash_figures import draw
from iwsim.cases.bury_mash_words import answer
from iwsim.cases.case import Case, Measures
from iwsim.cases.contrasts import measure_of
from iwsim.cases.requests import KNOWN_ENOUGH, PROMPT, SEVERITIES, URGENT, Followed, follow
from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.validation.experiment import Cell, begun
from iwsim.validation.runs import AFTER, mean_over

MASH = "mash"
YEARS = 3.0
WITHOUT = {
    "no shared office": {"co_location": 0.0},
    "a meeting a week": {"meeting_frequency": 1.0},
    "no single gateway": {"single_gateway": 0.0},
    "no shared records": {"shared_records": 0.05},
    "no protocol": {"sharing_protocol": 0.1},
}
"""The hub less one ingredient, put back to what it is in the silo (meetings: once a week)."""
CHANNELS: Mapping[str, Mapping[str, float]] = {
    "more found": {"detection.notice_rate": 0.0, "detection.visit_hours": 0.0},
    "easier to ask": {
        "help_seeking.trust_weight": 0.0,
        "help_seeking.hope_weight": 0.0,
        "help_seeking.fear_weight": 0.0,
    },
    "fewer repeats": {
        "allocation.handover_loss": 0.0,
        "allocation.withdraw": 0.0,
        "allocation.threshold": 0.0,
        "allocation.threshold_slope": 0.0,
        "casework.close": 0.0,
    },
    "other help": {"casework.knowledge_weight": 0.0, "casework.quality_weight": 0.0},
}
"""Ways in which the hub could move the number of referrals, and what switches each of them off."""
OUTCOMES = (
    "decision_days", "wait_known_weeks", "wait_help_weeks", "known_share", "crises_known_share",
    "crises", "serious_needs", "waiting", "caseload", "whole_person_knowledge",
    "coordination_share", "direct_share", "resident_trust", "power_loss",
    "covert_resistance", "met", "refused", "withdrawn", "lost", "spend",
)  # fmt: skip

CELLS = {
    SILOED: Cell(),
    MASH: Cell(MASH),
    **{name: Cell(MASH, changed) for name, changed in WITHOUT.items()},
    **{
        f"{arm}, off: {channel}": Cell(arm, after=off)
        for channel, off in CHANNELS.items()
        for arm in (SILOED, MASH)
    },
}


def measure(scenario: Scenario, replicate: int) -> Measures:
    """Run all cells of one replicate and return what is read of them."""
    found: dict[str, float] = {}
    for name, engine in begun(CELLS, scenario, replicate).items():
        followed = follow(engine)
        for what, value in {**_of_requests(followed), **_of_weeks(engine)}.items():
            found[measure_of(name, what)] = value
    return found


def _of_requests(followed: Followed) -> dict[str, float]:
    found = {
        "requests": followed.requests / YEARS,
        "first requests": followed.asked / YEARS,
        "repeats": followed.repeated / YEARS,
        "referrals at one door": (followed.requests - followed.joined) / YEARS,
    }
    for severity in SEVERITIES:
        found[f"help {severity}"] = followed.help_days[severity]
        found[f"coordinated {severity}"] = followed.coordinated_days[severity]
        found[f"prompt {severity}"] = followed.prompt[severity]
        found[f"timed {severity}"] = float(followed.timed[severity])
    return found


def _of_weeks(engine: Engine) -> dict[str, float]:
    return {name: mean_over(engine, engine.record, name, AFTER) for name in OUTCOMES}


def limits() -> tuple[str, ...]:
    """Return what the case assumes or leaves out."""
    return (
        "Bury's hub published no figures that the paper gives, and its town is not in the model: "
        "estate, people and hours are those of `rochdale`. A hub serves a whole borough with a "
        "few dozen staff; here the hub is where all 47 posts of one estate work "
        "together, so that its meetings take hours from casework that a real hub would pay for "
        "apart.",
        f"Severity is the level of the need in the week of the request: high from {URGENT:g} "
        "(which the model can decide between two meetings), medium from 0.5 (serious), low below "
        "(it has eased since it was serious). Risk as judged by staff is not modelled.",
        "A response is coordinated from the first week in which somebody works on the need and "
        f"the workers together know at least {KNOWN_ENOUGH:g} of all needs of the person; prompt "
        f"means within {PROMPT} weeks. Both limits are assumptions. A need that was met without "
        "it counts as 26 weeks; one that eased before any help is left out of both times.",
        "Waits run in whole weeks except for the days to a decision, so that what daily meetings "
        "gain within a week shows in the decision alone.",
        "A referral *at one door* counts requests of one person in one week, or while another of "
        "their needs is open, as one. It is counted alike in all arms; only where there is one "
        "door do services count so.",
        "That one workspace makes people feel as one team (E128) has no state in the model.",
        "What the literature found on referrals had no control and thresholds that changed with "
        "the hub (L197), or shares of enquiries (L198): their sizes cannot be compared with these.",
    )


CASE = Case(
    key="bury_mash",
    title="One front door: a safeguarding hub like that of Bury",
    question=(
        "How long does it take from a request to a coordinated response, by severity; are needs "
        "found earlier; and do referrals rise or fall?"
    ),
    evidence=(
        "E119", "E120", "E121", "E122", "E123", "E124", "E125", "E126", "E127", "E128",
        "L197", "L198", "L199", "L200",
    ),
    scenario="bury_mash",
    measure=measure,
    answer=answer,
    draw=draw,
    limits=limits,
)  # fmt: skip

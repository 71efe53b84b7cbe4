"""The signs of the links of the model, process by process: what a cause does, all else equal.

A name is a column, or an entry of one (``need.isolation``), or an ingredient (``a.outreach``), or
a parameter (``context.prior_failures``).
"""

from typing import NamedTuple

UP, DOWN = 1.0, -1.0


class Sign(NamedTuple):
    """What more of a cause does to what one process makes.

    Parameters
    ----------
    process
        The process.
    cause
        What is set, low and high.
    sign
        Up or down.
    effect
        Columns, or entries of columns, whose total moves that way.
    low, high
        The two values of the cause.
    given
        What is set in both cases.
    arm
        The arrangement under which the state came about.
    """

    process: str
    cause: str
    sign: float
    effect: tuple[str, ...]
    low: float = 0.1
    high: float = 0.9
    given: dict = {}  # noqa: RUF012, never changed
    arm: str = "colocated_team"


ALL_ASK = {"phase": 1, "asked": 1, "need": 0.6}
"""Everybody has a serious need that nobody works on, and asks."""
ALL_WAIT = {"phase": 2, "entered_week": 25, "ready": 1000, "promise": 1000, "low_weeks": 0,
            "allocation.withdraw": 0.05}  # fmt: skip
HEARD = {"a.dissent": 1.0, "a.consensus_pressure": 0.0, "a.chair_dominance": 0.0}
SILENT = {"a.dissent": 0.0}
BLAMED = {"errors": 1, "a.no_blame": 0.0}
NO_BACK_UP = {"turnover.lost": 1.0, "consent": 1, "a.shared_records": 0.0, "a.back_up": 0.0}
REPORTED = {"reported": 1, "asb_rung": -1, "asb_agency": -1}

NEEDS = (
    Sign("needs", "need.money", UP, ("need.housing", "need.mental_health")),
    Sign("needs", "vulnerability", UP, ("need",)),
    Sign("needs", "hope", DOWN, ("need",)),
    Sign("needs", "belonging", DOWN, ("need",)),
    Sign("needs", "fear", UP, ("need.isolation",)),
    Sign("needs", "relief", DOWN, ("need",), 0.0, 0.1),
)
NEIGHBOURS = (
    Sign("asb", "propensity", UP, ("incidents", "exposure", "stress", "fear"), 0.1, 3.0),
    Sign("asb", "propensity", DOWN, ("safety",), 0.1, 3.0),
    Sign("asb", "need.substance_use", UP, ("activity", "incidents")),
    Sign("asb", "need", UP, ("stress",)),
    Sign("asb", "disorder", UP, ("incidents",), 0.0, 3.0, {"asb.contagion": 0.3}),
    Sign("asb", "belonging", UP, ("guardianship",)),
    Sign("asb", "belonging", DOWN, ("incidents",)),
    Sign("asb", "sanction", DOWN, ("incidents",)),
    Sign("asb", "ladder", DOWN, ("activity", "incidents"), 0, 10),
    Sign("asb", "hope", DOWN, ("activity", "incidents"), given={"ladder": 10}),
    Sign("asb", "crisis", UP, ("stress",), 0, 1),
    Sign("asb", "trust", UP, ("reported", "complaints")),
    Sign("asb", "fear", DOWN, ("reported", "complaints")),
)
RESPONSE = (
    Sign("response", "reported", UP, ("events.asb_cases_opened", "response_hours"), 0, 1,
         {"asb_rung": -1}),
    Sign("response", "a.enforcement_first", UP, ("sanction", "fear_of_consequences", "asb_rung"),
         given=REPORTED),
    Sign("response", "a.enforcement_first", DOWN, ("asb_help", "asked"),
         given={**REPORTED, "phase": 1, "asked": 0, "accepts": 1.0, "fear_of_consequences": 0.0}),
    Sign("response", "response.escalate", UP, ("asb_rung",),
         given={"reported": 1, "asb_rung": 1, "asb_agency": 0, "a.enforcement_first": 1.0}),
    Sign("response", "response.evict", UP, ("leaving", "events.evictions"),
         given={"reported": 1, "asb_rung": 3, "asb_agency": 0, "a.enforcement_first": 1.0}),
    Sign("response", "response.fear_seen", UP, ("fear_of_consequences",),
         given={**REPORTED, "a.enforcement_first": 1.0, "response.fear_push": 0.3}),
    Sign("tenancies", "leaving", DOWN, ("present",), 0, 1),
    Sign("tenancies", "disorder", UP, ("events.moves", "exits.moved"), 0.0, 3.0),
    Sign("money", "events.evictions", UP, ("spend.evictions",), 1000.0, 1010.0,
         {"events_before": 1000.0}),
    Sign("money", "events.crises", UP, ("spend.crises",), 1000.0, 1010.0,
         {"events_before": 1000.0}),
)  # fmt: skip
ACCESS = (
    Sign("help_seeking", "need", UP, ("asked",), given={"phase": 1}),
    Sign("help_seeking", "trust", UP, ("asked",), given={"phase": 1}),
    Sign("help_seeking", "hope", UP, ("asked",), given={"phase": 1}),
    Sign("help_seeking", "fear_of_consequences", DOWN, ("asked",), given={"phase": 1}),
    Sign("detection", "help_hours", UP, ("asked",), 0.0, 2.0),
    Sign("detection", "knowledge", UP, ("asked",)),
    Sign("detection", "accepts", UP, ("asked",)),
    Sign("detection", "fear_of_consequences", DOWN, ("asked",), given={"phase": 1, "visited": -99}),
    Sign("allocation", "waiting", UP, ("threshold", "exits.refused"), 0, 60, ALL_ASK),
    Sign("allocation", "agency_cap", DOWN, ("threshold",), 5.0, 50.0, {"waiting": 20}),
    Sign("allocation", "entered_week", DOWN, ("exits.withdrawn",), 5, 25, ALL_WAIT),
    Sign("allocation", "trust", DOWN, ("exits.withdrawn",), given=ALL_WAIT),
    Sign("allocation", "a.shared_records", DOWN, ("exits.lost",),
         given={**ALL_ASK, "asked": 2, "a.single_gateway": 0.0, "consent": 1, "need": 0.9,
                "allocation.handover_loss": 0.8}),
    Sign("allocation", "a.meeting_frequency", DOWN, ("events.decision_days",), 0.25, 5.0,
         {**ALL_ASK, "need": 0.9, "a.single_gateway": 1.0}),
)  # fmt: skip
WORK = (
    Sign("hours", "exhaustion", DOWN, ("overtime",), given={"phase": 2, "coordination_need": 30.0}),
    Sign("hours", "coordination_need", DOWN, ("hours_used.direct", "help_hours"), 0.0, 20.0),
    Sign("hours", "a.supervision", DOWN, ("hours_used.direct",), 0.0, 5.0,
         {"hours.overtime_cap": 0.0}),
    Sign("hours", "response_hours", DOWN, ("response_given",), 0.0, 500.0),
    Sign("hours", "sick", DOWN, ("hours_used.direct",), 0, 3),
    Sign("communication", "common_ground", DOWN, ("coordination_need",), arm="siloed"),
    Sign("communication", "pair_trust", DOWN, ("coordination_need",), arm="siloed"),
    Sign("communication", "common_ground", UP, ("knowledge",)),
    Sign("communication", "a.shared_records", UP, ("knowledge",), given={"consent": 1}),
    Sign("communication", "consent", UP, ("knowledge",), 0, 1),
    Sign("communication", "a.sharing_protocol", UP, ("shared_share",)),
    Sign("communication", "a.shared_vision", UP, ("shared_share",)),
    Sign("communication", "ties_of", UP, ("shared_share",)),
    Sign("communication", "trust_of", UP, ("shared_share",), given={"context.direct_trust": 1.0}),
    Sign("communication", "contribution", UP, ("shared_share",)),
    Sign("communication", "threat", DOWN, ("shared_share",)),
    Sign("communication", "covert", DOWN, ("shared_share",)),
    Sign("communication", "a.joint_training", UP, ("common_ground",), 0.0, 8.0),
    Sign("communication", "newcomers", DOWN, ("common_ground",)),
    Sign("casework", "help_hours", UP, ("relief", "bond"), 0.0, 2.0),
    Sign("casework", "agency_skill", UP, ("relief",)),
    Sign("casework", "bond", UP, ("relief", "ladder_step")),
    Sign("casework", "knowledge", UP, ("relief",)),
    Sign("casework", "exhaustion", DOWN, ("relief",)),
    Sign("casework", "tenure", UP, ("relief",), 0, 40),
    Sign("casework", "hope", UP, ("ladder_step",)),
    Sign("casework", "stress", DOWN, ("ladder_step",), given={"help_hours": 0.0, "ladder": 5}),
    Sign("casework", "disorder", DOWN, ("ladder_step",), 0.0, 2.0,
         {"help_hours": 0.0, "ladder": 5}),
    Sign("casework", "need.family_safety", UP, ("crisis",), 0.1, 0.99),
    Sign("casework", "errors", UP, ("crisis",), 0, 1, {"need": 0.9, "casework.crisis_error": 5.0}),
)  # fmt: skip
TRUST = (
    Sign("resident_trust", "kept", UP, ("trust",), 0, 2, {"broken": 0}),
    Sign("resident_trust", "broken", DOWN, ("trust",), 0, 2, {"kept": 0}),
    Sign("resident_trust", "a.honesty_about_failure", UP, ("trust",), given={"broken": 2}),
    Sign("resident_trust", "resident_trust.found_out", DOWN, ("trust",),
         given={"broken": 2, "a.honesty_about_failure": 0.0}),
    Sign("resident_trust", "context.prior_failures", DOWN, ("trust",)),
    Sign("resident_trust", "ladder_step", UP, ("trust", "hope"), -1, 1),
    Sign("resident_trust", "crisis", DOWN, ("trust", "hope"), 0, 1),
    Sign("resident_trust", "unfairness", DOWN, ("trust",)),
    Sign("resident_trust", "fear", DOWN, ("belonging",)),
    Sign("resident_trust", "a.community_events", UP, ("belonging", "hope"), 0.0, 4.0),
    Sign("resident_trust", "a.resident_voice", UP, ("belonging", "trust")),
    Sign("resident_trust", "a.outreach", UP, ("belonging",), 0.0, 40.0),
    Sign("resident_trust", "a.outreach", DOWN, ("unfairness",), 0.0, 40.0),
    Sign("resident_trust", "context.visible_to_neighbours", UP, ("unfairness",)),
    Sign("professional_trust", "a.co_location", UP, ("pair_trust", "pair_tie")),
    Sign("professional_trust", "shared_share", UP, ("pair_trust",)),
    Sign("professional_trust", "errors", DOWN, ("pair_trust",), 0, 1, BLAMED),
    Sign("professional_trust", "a.no_blame", UP, ("pair_trust",), given=BLAMED),
    Sign("professional_trust", "pair_trust", UP, ("trust_of",)),
    Sign("professional_trust", "pair_tie", UP, ("ties_of",)),
    Sign("professional_trust", "conflict", DOWN, ("pair_trust",)),
)  # fmt: skip
TEAM = (
    Sign("power", "shared_share", UP, ("power_loss",)),
    Sign("power", "agency_status", UP, ("power_loss",)),
    Sign("power", "case_share", UP, ("power_loss",)),
    Sign("power", "power_loss", UP, ("threat",)),
    Sign("power", "power_loss", DOWN, ("autonomy",)),
    Sign("power", "experience", DOWN, ("threat",)),
    Sign("power", "a.role_clarity", DOWN, ("threat",)),
    Sign("power", "a.shared_vision", DOWN, ("threat",)),
    Sign("power", "a.open_dialogue", DOWN, ("threat",)),
    Sign("power", "a.voluntary", DOWN, ("threat",)),
    Sign("power", "belief", DOWN, ("conflict", "covert"), given={**HEARD, "a.dissent": 0.5}),
    Sign("power", "a.dissent", UP, ("conflict",), given={"a.consensus_pressure": 0.2}),
    Sign("power", "a.dissent", DOWN, ("covert",), given={"a.consensus_pressure": 0.2}),
    Sign("power", "a.strategic_support", DOWN, ("covert",)),
    Sign("cooperation", "belief", UP, ("contribution",)),
    Sign("cooperation", "efficacy", UP, ("contribution",)),
    Sign("cooperation", "a.leadership", UP, ("contribution",)),
    Sign("cooperation", "a.voluntary", UP, ("contribution",), given={"seconded": 0}),
    Sign("cooperation", "load", DOWN, ("contribution",), 0.2, 2.0),
    Sign("cooperation", "cooperation.crowd", DOWN, ("contribution",)),
    Sign("cooperation", "contribution", UP, ("routine",)),
    Sign("decisions", "a.dissent", UP, ("decision_quality",), given={**HEARD, "trust_of": 0.9}),
    Sign("decisions", "a.dissent", DOWN, ("decision_quality",), given={**HEARD, "trust_of": 0.1}),
    Sign("decisions", "trust_of", UP, ("decision_quality",), given=SILENT),
    Sign("decisions", "load", UP, ("errors", "broken"), 0.2, 3.0, {"decisions.error_rate": 0.2}),
    Sign("decisions", "knowledge", DOWN, ("errors",), 0.0, 1.0, {"decisions.error_rate": 0.2}),
    Sign("decisions", "a.mutual_monitoring", DOWN, ("errors",),
         given={"decisions.error_rate": 0.4, "trust_of": 0.9}),
    Sign("decisions", "a.no_blame", UP, ("learning",), given={"decisions.error_rate": 0.4}),
    Sign("decisions", "newcomers", DOWN, ("learning",), given={"learning": 0.5}),
)  # fmt: skip
STAFF = (
    Sign("burnout", "load", UP, ("exhaustion",), 0.5, 1.5),
    Sign("burnout", "emotional_load", UP, ("exhaustion",)),
    Sign("burnout", "threat", UP, ("exhaustion",)),
    Sign("burnout", "hours_used.supervision", DOWN, ("exhaustion", "emotional_load"), 0.0, 2.0),
    Sign("burnout", "ties_of", DOWN, ("exhaustion",)),
    Sign("burnout", "autonomy", DOWN, ("exhaustion",)),
    Sign("burnout", "efficacy", DOWN, ("exhaustion",)),
    Sign("burnout", "known_load", UP, ("emotional_load", "engagement")),
    Sign("burnout", "crises_held", UP, ("emotional_load",), 0, 2),
    Sign("burnout", "involvement", UP, ("emotional_load",), given={"crises_held": 1}),
    Sign("burnout", "whole_person", UP, ("involvement",)),
    Sign("burnout", "crises_held", DOWN, ("efficacy",), 0, 2),
    Sign("burnout", "progress_seen", UP, ("efficacy", "belief"), -2.0, 2.0),
    Sign("turnover", "exhaustion", UP, ("leavers", "sick"),
         given={"turnover.sick_rate": 0.2}),
    Sign("turnover", "tenure", DOWN, ("leavers",), 0, 400),
    Sign("turnover", "efficacy", DOWN, ("leavers",)),
    Sign("turnover", "turnover.vacancy_weeks", UP, ("vacancy",), 2.0, 30.0,
         {"agency_leaving": 30.0}),
    Sign("turnover", "casework.change_of_worker", DOWN, ("ladder",), 0, 3,
         {"agency_leaving": 30.0, "ladder": 5}),
    Sign("turnover", "a.back_up", DOWN, ("exits.lost",),
         given={**NO_BACK_UP, "agency_leaving": 30.0}),
    Sign("turnover", "a.shared_records", DOWN, ("exits.lost",),
         given={**NO_BACK_UP, "agency_leaving": 30.0}),
)  # fmt: skip

SIGNS = (*NEEDS, *NEIGHBOURS, *RESPONSE, *ACCESS, *WORK, *TRUST, *TEAM, *STAFF)

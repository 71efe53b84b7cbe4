"""Every bounded state has an up and a down: both directions, one call of its process each."""

from typing import NamedTuple

import numpy as np
import pytest

from iwsim.state import COLUMNS, DOMAINS, SERVED, UNMET
from iwsim.week import WEEK
from tests.verification.accounts import posts_held
from tests.verification.worlds import PROCESSES, TOWER, always, call, engine_of, siloed_with, small

WORK = DOMAINS.index("work")
SILO = small(always(TOWER), population__void_share=0.0)


class Move(NamedTuple):
    """What drives one state up, and what drives it down.

    Parameters
    ----------
    state
        The state, started at one half.
    process
        The process that moves it.
    up, down
        Columns set before the call; names with a dot are parameters, ``a.`` ingredients.
    start
        Where the state starts, if not at one half.
    """

    state: str
    process: str
    up: dict
    down: dict
    start: float = 0.5


LOUD = {"asb.base_rate": 1.0, "propensity": 50.0, "activity": 1.0, "asb.weight_estate": 0.01,
        "asb.fear_up": 0.5, "asb.stress_up": 0.5, "asb.safety_fall": 0.5}  # fmt: skip
QUIET = {"asb.base_rate": 0.0, "need": 0.0, "asb.stress_down": 0.1, "asb.fear_down": 0.1,
         "asb.safety_rise": 0.1}  # fmt: skip
SANCTION = {"reported": 1, "asb_rung": 0, "asb_agency": 0, "a.enforcement_first": 1.0,
            "response.escalate": 1.0, "response.warning_cut": 0.5, "response.fear_push": 0.5,
            "response.cut_fade": 0.02, "response.fear_fade": 0.02}  # fmt: skip
PEACE = {"reported": 0, "asb_rung": -1, "response.cut_fade": 0.1, "response.fear_fade": 0.1,
         "response.fear_rest": 0.0}  # fmt: skip
GOOD_NEWS = {"kept": 2, "ladder_step": 1, "fear": 0.0, "need": 0.0, "stress": 0.0,
             "resident_trust.gain": 0.1, "resident_trust.word": 0.0, "resident_trust.drift": 0.0,
             "resident_trust.hope_step": 0.5, "resident_trust.belonging_up": 0.1,
             "resident_trust.belonging_down": 0.01, "resident_trust.loss_ratio": 3.0,
             "resident_trust.unfair_trust": 0.0, "unfairness": 0.0}  # fmt: skip
BAD_NEWS = {**GOOD_NEWS, "kept": 0, "broken": 2, "ladder_step": -1, "fear": 1.0, "need": 1.0,
            "stress": 1.0, "resident_trust.belonging_up": 0.0,
            "resident_trust.belonging_fear": 0.2, "resident_trust.hope_up": 0.0}  # fmt: skip
HARD = {"load": 3.0, "threat": 1.0, "conflict": 1.0, "ties_of": 0.0, "autonomy": 0.0,
        "known_load": 1.0, "crises_held": 3, "progress_seen": -3.0, "seconded": 1,
        "burnout.strain": 0.2, "burnout.recovery": 0.01, "burnout.load_weight": 1.0,
        "burnout.worry_knowledge": 0.5, "burnout.worry_fade": 0.05, "burnout.efficacy_step": 0.1,
        "burnout.belief_step": 0.1, "burnout.belief_drift": 0.001,
        "burnout.efficacy_drift": 0.001}  # fmt: skip
EASY = {**HARD, "load": 0.1, "threat": 0.0, "conflict": 0.0, "ties_of": 1.0, "autonomy": 1.0,
        "known_load": 0.0, "crises_held": 0, "progress_seen": 3.0, "seconded": 0,
        "burnout.strain": 0.0, "burnout.worry": 0.0, "burnout.recovery": 0.2}  # fmt: skip
TOGETHER = {"a.co_location": 1.0, "a.meeting_frequency": 5.0, "shared_share": 1.0, "errors": 0,
            "conflict": 0.0, "threat": 0.0, "routine": 1.0, "professional_trust.trust_up": 0.2,
            "professional_trust.tie_up": 0.2, "communication.ground_up": 0.2,
            "communication.contact_office": 1.0}  # fmt: skip
APART = {"shared_share": 0.0, "errors": 1, "conflict": 1.0, "a.no_blame": 0.0,
         "professional_trust.trust_up": 0.0, "professional_trust.tie_up": 0.0,
         "communication.ground_up": 0.0, "professional_trust.blame": 0.5}  # fmt: skip

MOVES = (
    Move("need", "needs", {"coupling": 0.1, "shock_rate": 0.0, "needs.ease": 0.005},
         {"coupling": 0.0, "shock_rate": 0.0, "needs.ease": 0.1}),
    Move("activity", "asb", {"asb.activity_up": 0.2, "asb.activity_down": 0.0, "ladder": 0},
         {"asb.activity_up": 0.0, "asb.activity_down": 0.0, "asb.desistance": 0.3, "ladder": 10,
          "hope": 1.0}),
    Move("stress", "asb", {**LOUD, "need": 1.0, "asb.stress_need": 0.5}, QUIET),
    Move("fear", "asb", LOUD, QUIET),
    Move("safety", "asb", QUIET, LOUD),
    Move("guardianship", "asb", {"belonging": 1.0, "asb.guardianship": 0.5}, {"belonging": 0.0},
         0.1),
    Move("sanction", "response", SANCTION, PEACE),
    Move("fear_of_consequences", "response", SANCTION, PEACE),
    Move("trust", "resident_trust", GOOD_NEWS, BAD_NEWS),
    Move("hope", "resident_trust", GOOD_NEWS, BAD_NEWS),
    Move("belonging", "resident_trust", GOOD_NEWS, BAD_NEWS),
    Move("recorded", "communication", {"need": 0.9}, {}, 0.3),
    Move("exhaustion", "burnout", HARD, EASY),
    Move("emotional_load", "burnout", HARD, EASY),
    Move("efficacy", "burnout", EASY, HARD),
    Move("belief", "burnout", EASY, HARD),
    Move("engagement", "burnout", {"known_load": 1.0, "efficacy": 1.0, "exhaustion": 0.0,
                                   "burnout.meaning": 0.2, "burnout.meaning_lost": 0.01},
         {"known_load": 0.0, "efficacy": 0.0, "exhaustion": 1.0, "burnout.meaning": 0.0,
          "burnout.meaning_lost": 0.2}),
    Move("involvement", "burnout", {"whole_person": 1.0, "workforce.involvement": 0.9},
         {"whole_person": 0.0, "workforce.involvement": 0.1}),
    Move("experience", "burnout", {"routine": 1.0}, {"routine": 0.0}),
    Move("power_loss", "power", {"case_share": 1.0, "seconded": 1, "a.co_location": 1.0,
                                 "power.loss_up": 0.5, "power.loss_down": 0.01},
         {"case_share": 0.0, "seconded": 0, "shared_share": 0.0, "power.loss_down": 0.1}),
    Move("threat", "power", {"power_loss": 1.0, "experience": 0.0, "a.role_clarity": 0.0,
                             "power.threat_up": 0.5, "power.threat_down": 0.01},
         {"power_loss": 0.0, "power.loss_up": 0.0, "power.threat_down": 0.1}),
    Move("contribution", "cooperation", {"belief": 1.0, "efficacy": 1.0, "threat": 0.0,
                                         "load": 0.0, "cooperation.pull": 0.3},
         {"belief": 0.0, "efficacy": 0.0, "threat": 1.0, "load": 3.0, "cooperation.cost": 0.4,
          "cooperation.pull": 0.01}),
    Move("routine", "cooperation", {"contribution": 1.0, "a.co_location": 1.0,
                                    "cooperation.routine_up": 0.1}, {"contribution": 0.0,
                                    "cooperation.pull": 0.0, "cooperation.cost": 0.5}),
    Move("pair_trust", "professional_trust", TOGETHER, APART),
    Move("pair_tie", "professional_trust", TOGETHER, APART),
    Move("common_ground", "communication", TOGETHER, APART),
    Move("decision_quality", "decisions", {"trust_of": 1.0, "a.meeting_minutes": 60.0},
         {"trust_of": 0.0, "a.meeting_minutes": 0.0, "a.dissent": 1.0,
          "a.consensus_pressure": 0.0, "a.chair_dominance": 0.0}),
    Move("learning", "decisions", {"decisions.error_rate": 1.0, "a.no_blame": 1.0, "load": 3.0,
                                   "decisions.learning": 0.5}, {"decisions.error_rate": 0.0}, 0.1),
    Move("measured_performance", "decisions", {"ladder_step": 1}, {"ladder_step": -1}),
    Move("perceived_performance", "decisions", {"ladder_step": 1}, {"ladder_step": -1}),
    Move("known_load", "communication", {"need": 1.0, "recorded": 1.0}, {"need": 0.1}, 0.01),
    Move("bond", "casework", {"help_hours": 10.0, "casework.bond_up": 0.3},
         {"help_hours": 0.0, "casework.bond_down": 0.1}),
    Move("knowledge", "communication", {"recorded": 1.0, "need": 0.8},
         {"recorded": 0.0, "need": 0.8, "a.shared_records": 0.0}),
)  # fmt: skip
"""States that move, with a cause for each direction; columns of the row are set to one value."""


TRAIT = "drawn with the person; nothing moves it"
NOT_MOVED = {
    "accepts": TRAIT,
    "belief_rest": TRAIT,
    "chose": TRAIT,
    "set_up": "what is paid for stays paid for: it only rises, to what was reached before",
    "unfairness": "both directions have a test of their own, below",
}
"""States without a move in the table, and why."""
ANEW = {
    "autonomy": "power",
    "case_share": "hours",
    "conflict": "power",
    "covert": "power",
    "newcomers": "turnover",
    "response_given": "hours",
    "shared_share": "communication",
    "threshold": "allocation",
    "ties_of": "professional_trust",
    "trust_of": "professional_trust",
    "whole_person": "casework",
}
"""States that one process works out anew each week, wherever they stood: they have no move."""


def with_a_case(engine):
    """Let every resident be in service for work with the first post of the agency that leads."""
    state = engine.state
    state["phase"][:] = UNMET
    state["phase"][WORK] = SERVED
    post = state["agency_seat"][state["domain_agency"][WORK]]
    state["holder"][WORK] = post
    state["open_cases"][post] = state["place"].size
    state["serving"][0, state["domain_agency"][WORK]] = state["place"].size


def moved(move, causes):
    """Return the state before and after one call, where it stands for something real."""
    values = {key: value for key, value in causes.items() if "." in key and key[:2] != "a."}
    arrangement = siloed_with(**{key[2:]: v for key, v in causes.items() if key[:2] == "a."})
    engine = engine_of(small(SILO, **{key.replace(".", "__"): v for key, v in values.items()}))
    state = engine.state
    with_a_case(engine)
    state[move.state][...] = move.start
    for name, value in causes.items():
        if "." not in name:
            state[name][...] = value
    call(move.process, engine, 3, arrangement=arrangement)
    after = state[move.state]
    real = np.ones(after.shape, dtype=bool)
    if move.state == "need":
        real[:3, state["head"] != np.arange(state["head"].size)] = False
    elif move.state == "bond":
        real[:] = False
        real[WORK] = state["phase"][WORK] == SERVED
    elif move.state == "recorded":
        real[:] = False
        real[state["domain_agency"][WORK], WORK] = True
    elif move.state == "known_load":
        real[:] = False
        real[state["holder"][WORK, 0]] = True
    elif move.state.startswith("pair_") or move.state == "common_ground":
        real[:, np.arange(real.shape[1]), np.arange(real.shape[1])] = False
    elif after.shape == state["post_state"].shape:
        real = posts_held(state)
    return after[real]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.state)
def test_a_state_goes_up_and_down(move):
    """One cause raises it for all it concerns, another lowers it, and both stay on [0, 1]."""
    up, down = moved(move, move.up), moved(move, move.down)
    if move.state == "recorded":
        engine = engine_of(SILO)
        engine.state["recorded"][:] = 0.3
        engine.state["holds_records"][:] = 1
        call("detection", engine, 0)
        down = engine.state["recorded"]
    assert (up > move.start).all()
    assert (down < move.start).all()
    assert up.max() <= 1.0
    assert down.min() >= 0.0


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.state)
@pytest.mark.parametrize("start", [0.0, 1.0])
def test_a_state_at_an_end_stays_inside(move, start):
    """Neither cause takes a state that is at 0 or 1 beyond it."""
    for causes in (move.up, move.down):
        values = moved(move._replace(start=start), causes)
        assert values.min() >= 0.0
        assert values.max() <= 1.0


def test_every_move_is_of_a_process_that_writes_the_state():
    """The table names what is there."""
    for move in MOVES:
        assert move.state in PROCESSES[move.process].writes


def test_every_bounded_state_is_in_one_of_the_tables():
    """A state that a process writes is moved up and down, worked out anew, or excepted."""
    written = {name for process in WEEK for name in process.writes}
    bounded = {column.name for column in COLUMNS if column.unit == "0-1"}
    tables = ({move.state for move in MOVES}, set(NOT_MOVED), set(ANEW))
    assert set().union(*tables) == bounded & written
    assert sum(map(len, tables)) == len(bounded & written)


@pytest.mark.parametrize("state", ANEW)
def test_a_state_that_is_worked_out_anew_does_not_depend_on_where_it_stood(state):
    found = []
    for start in (0.2, 0.8):
        engine = engine_of(SILO)
        with_a_case(engine)
        engine.state[state][...] = start
        call(ANEW[state], engine, 3)
        after = engine.state[state]
        is_of_posts = after.shape == engine.state["post_state"].shape
        found.append(after[posts_held(engine.state)] if is_of_posts else after)
    assert found[0].size > 0
    assert found[0].tobytes() == found[1].tobytes()


@pytest.mark.parametrize("visible", [0.0, 1.0])
def test_unfairness_rises_where_help_to_others_is_seen_and_fades_where_it_is_not(visible):
    """Those without help beside neighbours with it feel it more, if they can see it."""
    engine = engine_of(small(SILO, context__visible_to_neighbours=visible,
                             resident_trust__unfair_up=1.0,
                             resident_trust__unfair_down=0.05))  # fmt: skip
    state = engine.state
    state["unfairness"][:] = 0.3
    state["phase"][:] = 0
    first = np.unique(state["landing"], return_index=True)[1]
    state["phase"][WORK, first] = SERVED
    call("resident_trust", engine, 0)
    helped = np.zeros(first.size and state["place"].size, dtype=bool)
    helped[first] = True
    assert (state["unfairness"][helped] < 0.3).all()
    others = state["unfairness"][~helped]
    assert (others > 0.3).all() if visible else (others < 0.3).all()

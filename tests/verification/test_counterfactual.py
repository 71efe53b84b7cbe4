"""Counterfactual: what is equal stays equal, and what is switched off touches nothing."""

from dataclasses import replace

import numpy as np
import pytest

from iwsim.arm import timeline
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import SILOED, Arm
from iwsim.state import COLUMN_BY_NAME, copy_of
from tests.verification.worlds import (
    PROCESSES,
    TOWER,
    WARM_UP,
    call,
    engine_of,
    lively_tower,
    twin_of,
    with_values,
)

OFF = [
    ("needs", {"needs.hope_weight": 0.0}, "hope", ["need"]),
    ("needs", {"needs.belonging_weight": 0.0}, "belonging", ["need"]),
    ("needs", {"needs.fear_weight": 0.0}, "fear", ["need"]),
    ("asb", {"asb.contagion": 0.0}, "disorder", ["incidents", "exposure"]),
    ("asb", {"asb.need_weight": 0.0}, "need", ["activity", "incidents"]),
    ("asb", {"asb.desistance": 0.0}, "ladder", ["activity", "incidents"]),
    ("asb", {"asb.guardianship": 0.0}, "belonging", ["incidents", "guardianship"]),
    ("asb", {"asb.report_trust": 0.0}, "trust", ["reported", "complaints"]),
    ("asb", {"asb.report_fear": 0.0}, "fear", ["reported", "complaints"]),
    ("asb", {"asb.stress_crisis": 0.0}, "crisis", ["stress"]),
    ("asb", {"asb.stress_need": 0.0, "asb.need_weight": 0.0}, "need", ["stress", "incidents"]),
    ("help_seeking", {"help_seeking.trust_weight": 0.0}, "trust", ["asked"]),
    ("help_seeking", {"help_seeking.hope_weight": 0.0}, "hope", ["asked"]),
    ("help_seeking", {"help_seeking.fear_weight": 0.0}, "fear_of_consequences", ["asked"]),
    ("detection", {"detection.knowledge_weight": 0.0}, "knowledge", ["asked"]),
    ("detection", {"detection.score_share": 1.0}, "complaints", ["visited"]),
    ("allocation", {"allocation.withdraw_trust": 0.0}, "trust", ["exits", "phase"]),
    ("communication", {"context.direct_trust": 0.0}, "trust_of", ["shared_share"]),
    ("communication", {"communication.share_ties": 0.0}, "ties_of", ["shared_share"]),
    ("communication", {"communication.share_contribution": 0.0}, "contribution", ["shared_share"]),
    ("hours", {"hours.overtime_exhaustion": 0.0}, "exhaustion", ["hours_used", "overtime"]),
    ("casework", {"casework.bond_weight": 0.0}, "bond", ["relief"]),
    ("casework", {"casework.knowledge_weight": 0.0}, "knowledge", ["relief"]),
    ("casework", {"casework.exhaustion_weight": 0.0}, "exhaustion", ["relief", "ladder_step"]),
    ("casework", {"casework.quality_weight": 0.0}, "decision_quality", ["relief", "ladder_step"]),
    ("casework", {"casework.step_hope": 0.0}, "hope", ["ladder_step", "ladder"]),
    ("casework", {"casework.step_stress": 0.0}, "stress", ["ladder_step", "ladder"]),
    ("resident_trust", {"resident_trust.unfair_trust": 0.0}, "unfairness", ["trust"]),
    ("resident_trust", {"resident_trust.belonging_fear": 0.0}, "fear", ["belonging"]),
    (
        "resident_trust",
        {"resident_trust.hope_step": 0.0, "resident_trust.gain": 0.0},
        "ladder_step",
        ["hope", "trust"],
    ),
    ("professional_trust", {"professional_trust.tribalism": 0.0}, "threat", ["pair_trust"]),
    ("professional_trust", {"professional_trust.clash": 0.0}, "conflict", ["pair_trust"]),
    ("professional_trust", {"professional_trust.withheld": 0.0}, "shared_share", ["pair_trust"]),
    ("professional_trust", {"professional_trust.blame": 0.0}, "errors", ["pair_trust"]),
    ("professional_trust", {"context.stage_spread": 0.0}, "routine", ["pair_trust"]),
    ("decisions", {"decisions.load_weight": 0.0}, "load", ["errors"]),
    ("burnout", {"burnout.load_weight": 0.0}, "load", ["exhaustion"]),
    ("burnout", {"burnout.ties_weight": 0.0}, "ties_of", ["exhaustion"]),
    ("burnout", {"burnout.autonomy_weight": 0.0}, "autonomy", ["exhaustion"]),
    ("burnout", {"burnout.role_conflict": 0.0}, "threat", ["exhaustion"]),
    ("burnout", {"burnout.worry_crisis": 0.0}, "crises_held", ["emotional_load"]),
    ("burnout", {"burnout.worry_exposed": 0.0}, "seconded", ["emotional_load", "exhaustion"]),
    ("burnout", {"burnout.efficacy_step": 0.0}, "progress_seen", ["efficacy", "exhaustion"]),
    ("burnout", {"burnout.belief_step": 0.0}, "progress_seen", ["belief"]),
    ("turnover", {"turnover.sick_exhaustion": 0.0}, "exhaustion", ["sick"]),
    ("turnover", {"turnover.efficacy_weight": 0.0}, "efficacy", ["post_state"]),
    ("tenancies", {"tenancies.exposure_weight": 0.0}, "disorder", ["present", "void"]),
]
"""Process, the value that switches a mechanism off, its input, and what it then may not touch."""


@pytest.fixture(scope="module")
def lively():
    return lively_tower()


def outputs(lively, process, values, column, weeks=40):
    """Return what a process makes of a state and of one whose column was changed, 40 times over."""
    made = []
    for changed in (False, True):
        twin = twin_of(lively)
        twin.scenario = with_values(twin.scenario, values)
        state = twin.state
        if changed:
            move(state[column])
        kept = copy_of(state)
        rows = []
        for week in range(weeks):
            for name in kept:
                state[name][...] = kept[name]
            call(process, twin, WARM_UP + week)
            rows.append({name: state[name].copy() for name in PROCESSES[process].writes})
        made.append(rows)
    return made


def move(values):
    """Change a column for good: numbers by a large step inside their range."""
    if values.dtype.kind == "f":
        values[...] = np.where(values < 0.5, values + 0.4, values - 0.4)
    else:
        values[...] = np.where(values > 0, 0, 1)


@pytest.mark.parametrize(
    ("process", "values", "column", "untouched"),
    OFF,
    ids=[f"{process}-{'-'.join(values)}-{column}" for process, values, column, _ in OFF],
)
def test_a_mechanism_switched_off_touches_nothing(lively, process, values, column, untouched):
    """At weight 0 its input moves none of these columns by a bit; at another weight it does."""
    off = outputs(lively, process, values, column)
    for name in untouched:
        if name == column:
            continue
        for plain, changed in zip(*off, strict=True):
            assert plain[name].tobytes() == changed[name].tobytes(), name
    on = {key: max(PARAMETERS[key].plausible, key=lambda end, off=value: abs(end - off))
          for key, value in values.items()}  # fmt: skip
    shown = outputs(lively, process, on, column)
    assert any(
        plain[name].tobytes() != changed[name].tobytes()
        for plain, changed in zip(*shown, strict=True)
        for name in untouched
        if name != column
    )


def test_the_table_names_columns_and_processes_that_exist():
    """Every entry is about an input that the process reads and outputs that it writes."""
    for process, _, column, untouched in OFF:
        assert column in PROCESSES[process].columns
        assert set(untouched) <= set(PROCESSES[process].writes)
        assert column in COLUMN_BY_NAME


@pytest.mark.parametrize("duration", [0.0, 1.0, 12.0, 12.5, 29.9])
def test_funding_ends_once_whenever_it_ends(duration):
    """One week, and one alone, is that of the end; posts and ingredients go back in that week."""
    scenario = replace(TOWER, spin_up=2, baseline=2, weeks=40)
    team = scenario.arms["colocated_team"]
    arm = replace(team, arrangement=team.arrangement._replace(duration=duration))
    course = timeline(scenario, arm)
    left = course[:, Arrangement._fields.index("duration")]
    (end,) = np.flatnonzero(left == 0.0)
    office = course[:, Arrangement._fields.index("co_location")]
    assert (office[4:end] > 0.0).all()
    assert not office[end:].any()
    engine = engine_of(replace(scenario, arms={**scenario.arms, "ends": arm}), "ends")
    engine.advance(int(end))
    assert engine.state["seconded"].any() == (end > 4)
    engine.advance(1)
    assert not engine.state["seconded"].any()


@pytest.mark.parametrize("preset", ["siloed", "colocated_team", "single_entity"])
def test_two_arms_with_equal_arrangement_are_equal_bit_for_bit(preset):
    """Whatever they are called and wherever they stand."""
    scenario = replace(TOWER, spin_up=4, baseline=4, weeks=30)
    arrangement = scenario.arms[preset].arrangement
    arms = {**scenario.arms, "one": Arm("one", preset, arrangement),
            "two": Arm("two", "virtual_team", arrangement)}  # fmt: skip
    runs = []
    for arm in ("one", "two"):
        engine = engine_of(replace(scenario, arms=arms), arm)
        engine.advance(38)
        runs.append(engine)
    for name, column in runs[0].state.items():
        assert column.tobytes() == runs[1].state[name].tobytes(), name
    assert np.array_equal(runs[0].record, runs[1].record, equal_nan=True)


def test_before_the_switch_every_arm_has_the_same_bits():
    """Ramps, funding that ends, extra posts: nothing of an arm is felt before its week."""
    scenario = replace(TOWER, spin_up=10, baseline=6, weeks=10)
    team = scenario.arms["colocated_team"].arrangement
    posts = (("police", 2.0),)
    arms = {**scenario.arms, "ramped": Arm("ramped", "siloed", team._replace(ramp=8.0)),
            "short": Arm("short", "siloed", team._replace(duration=5.0)),
            "posts": Arm("posts", "siloed", scenario.arms[SILOED].arrangement, posts)}  # fmt: skip
    bits = set()
    for arm in arms:
        engine = engine_of(replace(scenario, arms=arms), arm)
        engine.advance(16)
        bits.add(b"".join(engine.state[name].tobytes() for name in sorted(engine.state)))
    assert len(bits) == 1

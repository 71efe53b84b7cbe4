"""P13: coordination is learned and lost with people."""

from iwsim.engine import Engine
from iwsim.scenario import Scenario
from iwsim.state import PRESENT, State, copy_of
from iwsim.study.windows import Window
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM
from iwsim.validation.runs import at_switch, mean_over
from iwsim.week import WEEK, call_arguments

_YEAR, _TWO_YEARS, _WEEKS_A_YEAR = 52, 104, 52.0
_REPLACED = 0.3
_DIP, _LATE = Window("quarter after", 53, 65), Window("last half-year", 130, 155)
LEARNED = ("common_ground", "pair_trust", "routine")
"""Columns of what a team learns."""
_COMMUNICATION = next(process for process in WEEK if process.name == "communication")


def learned(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Let a stable team of two years coordinate as it can then, and as it could at the switch."""
    base = at_switch(scenario, replicate)
    stable = _stable(base)
    stable.advance(_TWO_YEARS)
    return [(hours_a_case(stable, stable.state), hours_a_case(stable, base.state))]


def replaced(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Run a stable team, and the same team with three in ten replaced a year after the switch."""
    base = at_switch(scenario, replicate)
    stable, shaken = _stable(base), _stable(base)
    stable.advance(base.calendar.end)
    shaken.advance(_YEAR)
    replace_staff(shaken)
    shaken.advance(base.calendar.end)

    def read(outcome: str, window: Window) -> tuple[float, float]:
        after, without = (
            mean_over(base, twin.record, outcome, window) for twin in (shaken, stable)
        )
        return after, without

    known_in_dip, known_late = (read("whole_person_knowledge", window) for window in (_DIP, _LATE))
    steps_in_dip, steps_late = (read("steps_forward", window) for window in (_DIP, _LATE))
    return [
        known_in_dip,
        (known_late[0] - known_late[1], known_in_dip[0] - known_in_dip[1]),
        steps_in_dip,
        recovered(steps_late, steps_in_dip),
    ]


def recovered(late: tuple[float, float], dip: tuple[float, float]) -> tuple[float, float]:
    """Return progress with replaced staff as a share of that without, late and in the dip."""
    return late[0] / late[1], dip[0] / dip[1]


def _stable(base: Engine) -> Engine:
    twin = base.branch(TEAM)
    twin.state["agency_leaving"][:] = 0.0
    return twin


def replace_staff(engine: Engine) -> None:
    """Let three staff in ten leave in one week, and their successors start in the next."""
    state = engine.state
    before = state["post_state"].copy()
    state["agency_leaving"][:] = _REPLACED * _WEEKS_A_YEAR
    engine.advance(1)
    state["agency_leaving"][:] = 0.0
    left = (before == PRESENT) & (state["post_state"] != PRESENT)
    state["vacancy"][left] = 1


def hours_a_case(engine: Engine, experience: State) -> float:
    """Return the hours that coordination asks for an open episode in the week that comes next.

    Parameters
    ----------
    engine
        Whose people and staff.
    experience
        Common ground, trust and routine are taken from this state.
    """
    state = copy_of(engine.state)
    for name in LEARNED:
        state[name][:] = experience[name]
    inputs = {**engine.inputs(), **state}
    arguments = call_arguments(_COMMUNICATION, inputs, engine.arrangement(), engine.done)
    _COMMUNICATION.kernel(*arguments)
    return float(state["coordination_need"].sum() / state["open_cases"].sum())


_LEARNS_NOTHING = Setting(
    "contact and training build neither common ground nor trust",
    {
        "communication.ground_up": 0.0,
        "communication.ground_training": 0.0,
        "professional_trust.trust_up": 0.0,
    },
)
_LEARNS_LITTLE = Setting(
    "contact and training build common ground and trust too slowly to hold what there is",
    {
        "communication.ground_up": 0.0002,
        "communication.ground_training": 0.0,
        "professional_trust.trust_up": 0.0002,
    },
)
_NOTHING_LEAVES = Setting(
    "newcomers work at once like those they follow and bring their common ground, and no client "
    "falls back or is lost because the worker changed",
    {
        "communication.ground_newcomers": 0.0,
        "communication.recorded_share": 1.0,
        "casework.newcomer_output": 1.0,
        "casework.bond_weight": 0.0,
        "casework.step_bond": 0.0,
        "casework.change_of_worker": 0.0,
        "turnover.lost": 0.0,
    },
)
_LITTLE_LEAVES = Setting(
    "newcomers work almost like those they follow, within a month, and what the worker has "
    "built with clients and colleagues counts for little",
    {
        "communication.ground_newcomers": 0.1,
        "communication.recorded_share": 1.0,
        "casework.newcomer_output": 0.9,
        "casework.newcomer_weeks": 4.0,
        "casework.bond_weight": 0.1,
        "casework.step_bond": 0.1,
        "casework.change_of_worker": 0.0,
        "turnover.lost": 0.0,
    },
)
_SHAKEN = (
    "stable team in which three staff in ten are replaced a year after the switch against the "
    "same team without, the quarter after"
)
_GAP = "difference that the replacement makes, in the last half-year against the quarter after it"

_WHY_NO_DIP = (
    "Nearly all that workers know of a person stands in records which the team shares and which "
    "do not leave with anybody; what colleagues tell, which newcomers thin out, adds little to it."
)
_WHY_NOTHING_TO_RECOVER = "Knowledge does not dip (above), so there is nothing to recover."

PATTERN = Pattern(
    claim=CLAIMS["P13"],
    scenario="rochdale",
    clauses=(
        Clause("learned", "hours that coordination asks for an open episode",
               "common ground, trust and routine of a stable team two years after the switch "
               "against those of the switch, for the same people in service", "down", "M",
               _LEARNS_NOTHING, _LEARNS_LITTLE),
        Clause("knowledge dips", "what workers know of the needs of people in service, 0-1",
               _SHAKEN, "down", "C", _NOTHING_LEAVES, _LITTLE_LEAVES, A_STATE, relative=False,
               reason=_WHY_NO_DIP),
        Clause("knowledge recovers", "what workers know of the needs of people in service, 0-1",
               _GAP, "up", "C", _NOTHING_LEAVES, _LITTLE_LEAVES, A_STATE, relative=False,
               reason=_WHY_NOTHING_TO_RECOVER),
        Clause("progress dips", "clients' steps forward a week", _SHAKEN, "down", "C",
               _NOTHING_LEAVES, _LITTLE_LEAVES),
        Clause("progress recovers", "clients' steps forward, over those without replacement",
               "in the last half-year against the quarter after the replacement", "up", "C",
               _NOTHING_LEAVES, _LITTLE_LEAVES),
    ),
    pairs=Parts([Part((0,), learned), Part((1, 2, 3, 4), replaced)]),
)  # fmt: skip

"""A comparison made of numbers alone: what figures read, without a run of the model."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from iwsim.outcomes import BY_NAME, OUTCOMES
from iwsim.parameters.money import Money
from iwsim.state import HOUR_USES
from iwsim.study.ledger import ledger_table
from iwsim.study.paired import block_of
from iwsim.study.windows import windows
from iwsim.views.interval import mean_interval
from iwsim.views.window import last_window, per_replicate, weeks_after

AGENCIES = {
    "landlord": "Housing association",
    "police": "Police",
    "council": "Borough council",
    "adult_care": "Adult social care",
    "children": "Children's services",
    "mental_health": "Mental health trust",
    "substance_use": "Drug and alcohol service",
    "voluntary": "Voluntary sector",
}
ARMS = (
    "siloed",
    "siloed_same_money",
    "colocated_team",
    "siloed_good_climate",
    "colocated_poor_climate",
    "steering_group",
    "placement",
    "case_management",
    "virtual_team",
    "single_entity",
)
BY_AGENCY = ("exhaustion", "caseload")
BASELINE = 26
HOURS_A_WEEK = 1500.0


@dataclass(frozen=True)
class FakeAgency:
    """Key and name."""

    key: str
    name: str


@dataclass(frozen=True)
class FakeScenario:
    """Title, price year and agencies."""

    title: str
    price_year: int
    parameters: dict[str, object]
    agencies: tuple[FakeAgency, ...]


@dataclass
class FakeComparison:
    """The frames that figures read."""

    table: pd.DataFrame
    weekly: pd.DataFrame
    flats: pd.DataFrame
    scenario: FakeScenario
    arms: tuple[str, ...]

    @property
    def ledger(self) -> pd.DataFrame:
        """The ledger that a comparison makes of these frames."""
        numbers = [name for name in self.weekly if name.split(".")[0] in BY_NAME]
        block = block_of(self.weekly, self.arms, numbers)
        return ledger_table(block, self.table, windows(weeks_after(self)))


Make = Callable[..., FakeComparison]


def _level(outcome: str) -> float:
    if outcome in ("spend", "public_cost", "care_cost", "wellbeing_cost"):
        return 40_000.0
    if outcome.startswith("hours_"):
        place = HOUR_USES.index(outcome.removeprefix("hours_"))
        return HOURS_A_WEEK * (1 + place * 7 % 5) / len(HOUR_USES) / 3
    known = {"incidents": 42.0, "recorded_incidents": 11.0, "caseload": 24.0, "exhaustion": 0.46}
    return known.get(outcome, 0.35 if BY_NAME[outcome].unit in ("0-1", "share") else 6.0)


def _weekly(arms: tuple[str, ...], replicates: int, weeks: int) -> pd.DataFrame:
    luck = np.random.default_rng(7)
    week = np.arange(-BASELINE, weeks)
    names = [o.name for o in OUTCOMES]
    columns = names + [f"{name}.{key}" for name in BY_AGENCY for key in AGENCIES]
    shared = luck.normal(size=(replicates, len(columns), 1)) * 0.02
    noise = luck.normal(size=(replicates, len(columns), week.size)) * 0.05
    frames = []
    for place, arm in enumerate(arms):
        pull = place / 2 * (1 - np.exp(-np.maximum(week, 0) / 40))
        for replicate in range(replicates):
            own = luck.normal(size=(len(columns), week.size)) * 0.04 * (week >= 0)
            frame = {"arm": arm, "replicate": replicate, "week": week}
            for number, column in enumerate(columns):
                outcome = column.split(".")[0]
                better = BY_NAME[outcome].better
                sign = {"higher": 0.25, "lower": -0.25, "neither": 0.1}[better]
                sign *= (1.0, 0.6, -0.4, 0.2, 0.02)[number % 5]
                if outcome in ("spend", "recorded_incidents"):
                    sign = 0.05
                factor = shared[replicate, number] + noise[replicate, number] + own[number]
                frame[column] = _level(outcome) * (1 + factor + sign * pull)
            frames.append(pd.DataFrame(frame))
    return pd.concat(frames, ignore_index=True)


def _flats(arms: tuple[str, ...], towers: int, low: int) -> pd.DataFrame:
    luck = np.random.default_rng(11)
    names = "Mitchell Hey,Dunkirk Rise,Town Mill Brow,Mardyke,Tentersfield,Holland Rise,Underwood"
    rows: list[tuple[int, str, str, int, int, int]] = []
    for tower in range(towers):
        floors = 20 if tower < 4 else 16
        name = names.split(",")[tower]
        rows += [(tower + 1, name, "tower", f, 0, flat) for f in range(floors) for flat in range(6)]
    for block in range(low):
        number = 21 + block
        rows += [
            (number, f"Low {number}", "low_rise", f, entrance, flat)
            for f in range(3 + block % 2)
            for entrance in range(2 + block % 3)
            for flat in range(2)
        ]
    places = ["block", "block_name", "kind", "floor", "entrance", "flat"]
    base = pd.DataFrame(rows, columns=places)
    trouble = luck.gamma(0.7, 1.4, len(base))
    frames = []
    for place, arm in enumerate(arms):
        incidents = trouble * (3 - 0.6 * place) + luck.gamma(1.0, 0.5, len(base))
        stress = np.clip(0.25 + 0.06 * incidents + 0.05 * luck.normal(size=len(base)), 0, 1)
        frames.append(base.assign(stress=stress, incidents=incidents, arm=arm))
    return pd.concat(frames, ignore_index=True)


def _table(comparison: FakeComparison) -> pd.DataFrame:
    window = last_window(comparison).name
    lines = []
    values = per_replicate(comparison, [outcome.name for outcome in OUTCOMES])
    for outcome in OUTCOMES:
        base = values[comparison.arms[0]][outcome.name]
        for arm in comparison.arms[1:]:
            gap = values[arm][outcome.name] - base
            mean, low, high = (float(end) for end in mean_interval(gap.to_numpy()))
            better = float(((gap > 0) if outcome.better == "higher" else (gap < 0)).mean())
            lines.append((window, outcome.name, arm, base.mean(), mean, low, high, better))
    columns = ["window", "outcome", "arm", "mean_reference", "difference", "low", "high"]
    return pd.DataFrame(lines, columns=[*columns, "share_better"]).assign(
        reference=comparison.arms[0]
    )


@pytest.fixture
def make() -> Make:
    """Return a maker of comparisons."""

    def maker(
        arms: int = 2, replicates: int = 3, weeks: int = 110, towers: int = 1, low: int = 2
    ) -> FakeComparison:
        names = ARMS[:arms]
        agencies = tuple(FakeAgency(key, name) for key, name in AGENCIES.items())
        groups: dict[str, object] = {"money": Money()}
        scenario = FakeScenario("Seven towers and the estate below", 2024, groups, agencies)
        weekly = _weekly(names, replicates, weeks)
        flats = _flats(names, towers, low)
        comparison = FakeComparison(pd.DataFrame(), weekly, flats, scenario, names)
        comparison.table = _table(comparison)
        return comparison

    return maker

"""A model of a few numbers with the real one's manners, and scenarios small enough to run it on."""

import multiprocessing
import time
from types import SimpleNamespace

import numpy as np
import pandas as pd

from iwsim.parameters import GROUPS
from iwsim.parameters.arrangement import Arrangement
from iwsim.result import CriticalPoints
from iwsim.scenario import AgencySpec, Arm, BlockSpec, PostSpec, Scenario
from iwsim.state import LINES
from iwsim.study import runs

ARMS = ("siloed", "colocated_team", "virtual_team")
BROKEN = "broken"
"""An arm of this name fails in its third week after the switch, in replicate 1 only."""

COLUMNS = ("incidents", "stress", "resident_trust", "spend", "public_cost", "wait_help_weeks")


class FakeModel:
    """Weekly numbers drawn for (seed, replicate), moved by the arm from the switch on."""

    def __init__(self, scenario, arm="siloed", seed=None, replicate=0):
        self.scenario, self.arm, self.seed, self.replicate = scenario, arm, seed, replicate
        self.week = -scenario.spin_up - scenario.baseline
        self.rows = []
        self.state = {"spend": np.zeros((len(LINES), len(scenario.agencies) + 1))}
        self.engine = self

    def advance(self, weeks):
        for _ in range(weeks):
            self.step()

    def step(self):
        if self.arm == BROKEN and self.replicate == 1 and self.week == 2:
            raise ZeroDivisionError("nobody left to divide by")
        luck = np.random.default_rng([self.seed, self.replicate, self.week + 10_000])
        effect = 0.0 if self.week < 0 else 0.1 * list(self.scenario.arms).index(self.arm)
        self.rows.append(luck.normal(10.0 - effect, 1.0, len(COLUMNS)))
        week = dict(zip(COLUMNS, self.rows[-1], strict=True))
        self.state["spend"][LINES.index("posts"), 0] += week["spend"]
        self.state["spend"][LINES.index("crises"), 0] += week["public_cost"]
        self.state["spend"][LINES.index("harm"), -1] += week["incidents"]
        self.week += 1

    def branch(self, arm):
        assert self.week == 0
        other = FakeModel(self.scenario, arm, self.seed, self.replicate)
        other.week, other.rows = self.week, list(self.rows)
        other.state = {"spend": self.state["spend"].copy()}
        return other

    def run(self):
        if self.replicate > 0:  # the first replicate, made before workers start, takes no time
            time.sleep(float(self.scenario.description))
        while self.week < self.scenario.weeks:
            self.step()
        first = self.scenario.spin_up
        weeks = pd.RangeIndex(-self.scenario.baseline, self.scenario.weeks, name="week")
        weekly = pd.DataFrame(np.array(self.rows[first:]), index=weeks, columns=list(COLUMNS))
        weekly.loc[weekly.index % 3 == 0, "wait_help_weeks"] = np.nan
        flats = pd.DataFrame(
            {
                "block": [1, 1],
                "block_name": ["Tower", "Tower"],
                "kind": ["tower", "tower"],
                "floor": [0, 0],
                "entrance": [0, 0],
                "flat": [0, 1],
                "stress": self.rows[-1][:2],
                "incidents": self.rows[-2][:2],
            }
        )
        points = CriticalPoints(0.1 * (1 + self.replicate), 0.9, 0.99, 0.3)
        provenance = {"critical_points": points._asdict()}
        return SimpleNamespace(weekly=weekly, flats=flats, provenance=provenance)


class FakeScenario(Scenario):
    """The real class; where a worker process receives one, the fake model is put in place too."""

    def __reduce__(self):
        return _arrive, (dict(self.__dict__),)


def _arrive(values):
    if multiprocessing.parent_process() is not None:
        runs.Course = FakeModel
    return FakeScenario(**values)


def small_scenario(weeks=30, slow=0.0, name="small", arms=ARMS):
    """Return a scenario; `slow` is seconds a run, which is no part of its key."""
    landlord = AgencySpec(
        number=1,
        key="landlord",
        name="Landlord",
        domains=("housing",),
        status=0.5,
        posts=(PostSpec(slot=1, title="officer", hours=37.0, estate_share=0.5),),
        hourly_cost=30.0,
        caseload_cap=20.0,
        skill=0.7,
        other_skill=0.3,
        statutory=False,
        response=True,
        leaving_rate=0.15,
    )
    block = BlockSpec(1, "Tower", 1, "tower", 2, 1, 2, 4, 1.5, 0.5)
    return FakeScenario(
        name=name,
        title="A small estate",
        description=str(slow),
        price_year=2024,
        blocks=(block,),
        agencies=(landlord,),
        parameters={group: declaration() for group, declaration in GROUPS.items()},
        arms={arm: Arm(arm, "siloed", Arrangement()) for arm in arms},
        weeks=weeks,
        baseline=4,
        spin_up=3,
    )

"""Print the bits of runs; run with the JIT on and off by the test beside it.

Without an argument these are short runs of every arm of a tower in which much happens, of an arm
that comes in over weeks and of one whose funding ends; with ``long`` the tower as it is shipped,
at full length.
"""

import hashlib
import sys
from dataclasses import replace

import numpy as np

from iwsim.kernel import is_compiled, signatures
from iwsim.model import IntegratedWorkingModel
from iwsim.scenario import Arm, load_scenario
from iwsim.state import EVENTS, EXITS, SERVED, WAITING
from tests.model.bits import fingerprints, tower

WEEKS = 24
BEFORE = 20
LIVELY = {
    "asb__base_rate": 0.3,
    "asb__report_rate": 0.8,
    "response__escalate": 0.9,
    "response__evict": 0.5,
    "help_seeking__ask_rate": 0.4,
    "tenancies__move_rate": 0.4,
    "detection__notice_rate": 0.5,
    "allocation__handover_loss": 0.5,
    "decisions__error_rate": 0.2,
    "turnover__sick_rate": 0.05,
}
LONG = ("siloed", "colocated_team")


def lively():
    """Return a short tower in which people fall ill, leave, move and are evicted all the time."""
    scenario = tower(BEFORE - 6, 6, WEEKS, **LIVELY)
    agencies = tuple(replace(agency, leaving_rate=1.0) for agency in scenario.agencies)
    team = scenario.arms["colocated_team"]
    more = {
        "ramped": Arm("ramped", team.preset, team.arrangement._replace(ramp=9.0)),
        "ends": Arm("ends", team.preset, team.arrangement._replace(duration=11.0)),
    }
    return replace(scenario, agencies=agencies, arms={**scenario.arms, **more})


def show(base, arms):
    """Print the bits of some arms that branch from one model, and what happened in them."""
    happened = np.zeros(len(EVENTS))
    gone = np.zeros(len(EXITS), dtype=int)
    handed_over = left = 0
    for arm in arms:
        model = base.branch(arm)
        while model.running:
            held = model.state["keyworker"].copy()
            model.advance(1)
            in_care = np.isin(model.state["phase"], (WAITING, SERVED)).any(axis=0)
            handed_over += int((in_care & (held >= 0) & (model.state["keyworker"] < 0)).sum())
        for name, digest in fingerprints(model).items():
            print(arm, name, digest)
        happened += model.state["events"]
        left += int(model.state["leavers"].sum())
        gone += model.state["exits"].sum(axis=(1, 2))
    counts = {**dict(zip(EVENTS, happened, strict=True)), **dict(zip(EXITS, gone, strict=True))}
    for name, count in {**counts, "handed_over": handed_over, "leavers": left}.items():
        print("count", name, int(count))


def main(length="short"):
    scenario = load_scenario("tower") if length == "long" else lively()
    base = IntegratedWorkingModel(scenario, "siloed", 7)
    base.compile()
    print("compiled" if is_compiled() else "plain")
    base.advance(scenario.spin_up + scenario.baseline)
    show(base, LONG if length == "long" else scenario.arms)
    numbers = [base.branching_number(), base.branching_number(bound=True), base.criticality]
    print(hashlib.sha256(repr(numbers).encode()).hexdigest())
    print(";".join(signatures_of_kernels()), file=sys.stderr)


def signatures_of_kernels():
    """Return every kernel that was compiled, with how many signatures it has."""
    kernels = {
        f"{thing.__module__}.{thing.__name__}": signatures(thing)
        for name, module in list(sys.modules.items())
        if name.startswith("iwsim")
        for thing in vars(module).values()
        if hasattr(thing, "py_func") and hasattr(thing, "signatures")
    }
    return [f"{name}={count}" for name, count in sorted(kernels.items())]


if __name__ == "__main__":
    main(*sys.argv[1:])

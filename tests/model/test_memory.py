"""Models do not outlive their last user, and importing changes nothing."""

import gc
import subprocess
import sys
import tracemalloc
import weakref

import mesa
import pytest

from iwsim.model import IntegratedWorkingModel
from tests.model.bits import tower

SCENARIO = tower()
MEGABYTE = 1 << 20


class Observer(mesa.Agent):
    """An agent of the user's own."""


def used_model(seed):
    model = IntegratedWorkingModel(SCENARIO, "colocated_team", seed=seed)
    model.step()
    model.agents.agg("unique_id", max)
    Observer(model)
    model.branch("siloed").step()
    return model


def test_a_model_is_freed():
    model = used_model(0)
    gone = weakref.ref(model)
    engine = weakref.ref(model.engine)
    agent = weakref.ref(model.agents[0])
    del model
    gc.collect()
    assert (gone(), engine(), agent()) == (None, None, None)


def test_a_hundred_models_take_the_memory_of_one():
    for seed in range(3):
        used_model(seed)
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for seed in range(100):
            used_model(seed)
            if seed % 25 == 0:
                gc.collect()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < MEGABYTE / 3


@pytest.mark.parametrize(
    "started", ["None", "'spawn'", "multiprocessing.get_all_start_methods()[0]"]
)
def test_importing_leaves_how_processes_are_started(started):
    program = (
        "import multiprocessing\n"
        f"multiprocessing.set_start_method({started}, force=True)\n"
        "import iwsim.model\n"
        f"assert multiprocessing.get_start_method(allow_none=True) == {started}\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)

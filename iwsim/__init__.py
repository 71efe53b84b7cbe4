"""Public services on a housing estate, working as one team or in silos: a simulation.

Names are loaded when they are first used (PEP 562), so that ``import iwsim`` is fast and silent.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iwsim.calibration.ensemble import ParameterSets, read_ensemble
    from iwsim.calibration.over import EnsembleComparison, compare_over
    from iwsim.errors import (
        DesignError,
        Fault,
        IwsimError,
        RunError,
        ScenarioError,
        StoreError,
    )
    from iwsim.model import IntegratedWorkingModel
    from iwsim.outcomes import OUTCOMES
    from iwsim.parameters import PARAMETERS
    from iwsim.result import RunResult
    from iwsim.scenario import Scenario, load_scenario, shipped_scenarios
    from iwsim.study.compare import compare
    from iwsim.study.comparison import Comparison

__version__ = "0.1.0"

__all__ = [
    "OUTCOMES",
    "PARAMETERS",
    "Comparison",
    "DesignError",
    "EnsembleComparison",
    "Fault",
    "IntegratedWorkingModel",
    "IwsimError",
    "ParameterSets",
    "RunError",
    "RunResult",
    "Scenario",
    "ScenarioError",
    "StoreError",
    "__version__",
    "compare",
    "compare_over",
    "load_scenario",
    "read_ensemble",
    "shipped_scenarios",
]

_ROOMS = {
    "iwsim.calibration.ensemble": ("ParameterSets", "read_ensemble"),
    "iwsim.calibration.over": ("EnsembleComparison", "compare_over"),
    "iwsim.errors": (
        "DesignError",
        "Fault",
        "IwsimError",
        "RunError",
        "ScenarioError",
        "StoreError",
    ),
    "iwsim.model": ("IntegratedWorkingModel",),
    "iwsim.outcomes": ("OUTCOMES",),
    "iwsim.parameters": ("PARAMETERS",),
    "iwsim.result": ("RunResult",),
    "iwsim.scenario": ("Scenario", "load_scenario", "shipped_scenarios"),
    "iwsim.study.compare": ("compare",),
    "iwsim.study.comparison": ("Comparison",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'iwsim' has no attribute {name!r}")
    value = getattr(import_module(_ROOM_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

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
    from iwsim.sweep.definition import Study
    from iwsim.sweep.export import dataset, tidy
    from iwsim.sweep.read import load_study, shipped_studies
    from iwsim.sweep.results import Results
    from iwsim.sweep.run import run_study, study_results
    from iwsim.sweep.sensitivity import Sensitivity, sensitivity_of

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
    "Results",
    "RunError",
    "RunResult",
    "Scenario",
    "ScenarioError",
    "Sensitivity",
    "StoreError",
    "Study",
    "__version__",
    "compare",
    "compare_over",
    "dataset",
    "load_scenario",
    "load_study",
    "read_ensemble",
    "run_study",
    "sensitivity_of",
    "shipped_scenarios",
    "shipped_studies",
    "study_results",
    "tidy",
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
    "iwsim.sweep.definition": ("Study",),
    "iwsim.sweep.export": ("dataset", "tidy"),
    "iwsim.sweep.read": ("load_study", "shipped_studies"),
    "iwsim.sweep.results": ("Results",),
    "iwsim.sweep.run": ("run_study", "study_results"),
    "iwsim.sweep.sensitivity": ("Sensitivity", "sensitivity_of"),
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

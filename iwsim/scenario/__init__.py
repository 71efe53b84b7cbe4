"""Scenarios: TOML files in, checked frozen values out."""

from iwsim.scenario.load import check_scenario, load_scenario
from iwsim.scenario.read import shipped_scenarios
from iwsim.scenario.scenario import (
    SILOED,
    AgencySpec,
    Arm,
    BlockSpec,
    PostSpec,
    Scenario,
)
from iwsim.scenario.schema import scenario_schema

__all__ = [
    "SILOED",
    "AgencySpec",
    "Arm",
    "BlockSpec",
    "PostSpec",
    "Scenario",
    "check_scenario",
    "load_scenario",
    "scenario_schema",
    "shipped_scenarios",
]

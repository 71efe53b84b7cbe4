"""The sets of parameters under which a case study is run beside the defaults."""

from iwsim.calibration.ensemble import ParameterSets, own_values, read_ensemble
from iwsim.cases.case import Case
from iwsim.scenario import load_scenario
from iwsim.study.keys import canonical, fingerprint, sha256


def sets_of(case: Case) -> ParameterSets | None:
    """Return the calibrated ensemble that travels with the package, for a case that uses one."""
    return read_ensemble() if case.members else None


def values_of(case: Case, sets: ParameterSets | None, member: int) -> dict[str, float]:
    """Return the parameters of a member; what the scenario itself sets stays as it is."""
    if sets is None:
        raise ValueError(f"{case.key} uses no ensemble")
    own = own_values(load_scenario(case.scenario))
    return {name: value for name, value in sets.overrides(member).items() if name not in own}


def model_of(sets: ParameterSets | None) -> str:
    """Return what replicates belong to: the model, and the ensemble if there is one."""
    if sets is None:
        return fingerprint()
    values = [sets.overrides(member) for member in sets.members]
    return sha256(canonical([fingerprint(), values]))

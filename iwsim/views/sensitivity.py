"""The figures of a sensitivity analysis."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from iwsim.sweep.definition import Study
from iwsim.sweep.sensitivity import Sensitivity


def sensitivity_figures(study: Study, found: Sensitivity) -> Mapping[str, Figure]:
    """Return the figures of a sensitivity analysis by name.

    Parameters
    ----------
    study
        The study.
    found
        Its tables.
    """
    return {}

"""All case studies, by name."""

from iwsim.cases import (
    bury_mash,
    kirkholt,
    mental_health_group,
    new_york,
    recorded_and_true,
    rochdale_places,
)
from iwsim.cases.case import Case

_ALL: tuple[Case, ...] = (
    bury_mash.CASE,
    kirkholt.CASE,
    mental_health_group.CASE,
    new_york.CASE,
    recorded_and_true.CASE,
    rochdale_places.CASE,
)

CASES = {case.key: case for case in _ALL}

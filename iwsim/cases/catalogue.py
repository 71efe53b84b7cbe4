"""All case studies, by name."""

from iwsim.cases import bury_mash, kirkholt, mental_health_group, rochdale_places
from iwsim.cases.case import Case

_ALL: tuple[Case, ...] = (
    bury_mash.CASE,
    kirkholt.CASE,
    mental_health_group.CASE,
    rochdale_places.CASE,
)

CASES = {case.key: case for case in _ALL}

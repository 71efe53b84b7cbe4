"""All case studies, by name."""

from iwsim.cases import kirkholt, rochdale_places
from iwsim.cases.case import Case

_ALL: tuple[Case, ...] = (kirkholt.CASE, rochdale_places.CASE)

CASES = {case.key: case for case in _ALL}

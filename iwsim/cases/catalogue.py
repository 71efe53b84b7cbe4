"""All case studies, by name."""

from iwsim.cases import new_york, recorded_and_true
from iwsim.cases.case import Case

_ALL: tuple[Case, ...] = (new_york.CASE, recorded_and_true.CASE)

CASES = {case.key: case for case in _ALL}

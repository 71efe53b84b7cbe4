"""All case studies, by name."""

from iwsim.cases import new_york
from iwsim.cases.case import Case

_ALL: tuple[Case, ...] = (new_york.CASE,)

CASES = {case.key: case for case in _ALL}

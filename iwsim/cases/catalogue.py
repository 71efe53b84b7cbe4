"""All case studies, by name."""

from iwsim.cases.case import Case

_ALL: tuple[Case, ...] = ()

CASES = {case.key: case for case in _ALL}

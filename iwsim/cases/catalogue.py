"""All case studies, by name."""

from iwsim.cases.bury_mash import CASE as bury_mash
from iwsim.cases.case import Case

_ALL: tuple[Case, ...] = (bury_mash,)

CASES = {case.key: case for case in _ALL}

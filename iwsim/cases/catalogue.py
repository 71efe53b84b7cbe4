"""All case studies, by name."""

from iwsim.cases.bury_mash import CASE as bury_mash
from iwsim.cases.case import Case
from iwsim.cases.mental_health_group import CASE as mental_health_group

_ALL: tuple[Case, ...] = (bury_mash, mental_health_group)

CASES = {case.key: case for case in _ALL}

"""Judge all patterns and write `docs/patterns.md`: ``python -m iwsim.validation``."""

from iwsim.study.keys import fingerprint
from iwsim.validation.judge import judge
from iwsim.validation.page import page
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.written import write

if __name__ == "__main__":
    _model = fingerprint()
    write("patterns.md", page(judge(PATTERNS), _model))

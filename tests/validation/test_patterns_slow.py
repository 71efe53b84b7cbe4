import pytest

from iwsim.engine import Engine
from iwsim.scenario import SILOED, load_scenario
from iwsim.validation.judge import judge
from iwsim.validation.page import rows, rows_of
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.written import DOCS

pytestmark = [pytest.mark.slow_validation, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def judged():
    Engine(load_scenario("rochdale"), SILOED, 1, 0).compile()
    return judge(PATTERNS)


def test_the_page_states_the_verdicts_of_this_model(judged):
    page = (DOCS / "patterns.md").read_text(encoding="utf-8")
    assert rows_of(page) == rows(judged), "write it anew: python -m iwsim.validation"


def test_no_clause_is_shown_without_its_link_or_where_it_is_said_not_to_be(judged):
    shown = [
        (j.pattern.key, j.clause.name)
        for j in judged
        if "shown" in (j.knocked_out.verdict, j.elsewhere.verdict)
    ]
    assert shown == []


def test_a_clause_that_fails_says_why(judged):
    silent = [
        (j.pattern.key, j.clause.name)
        for j in judged
        if j.clause.counts and j.corrected != "shown" and not j.clause.reason
    ]
    assert silent == []

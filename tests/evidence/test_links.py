"""The causal diagram: every link that is stated is there, and is made or has its reason."""

from collections import Counter

from iwsim.evidence import ASSUMPTION, EVIDENCE, KINDS, LINKS, REASONS, check_ids
from iwsim.evidence.links import STATED
from iwsim.evidence_map.uses import PROCESSES
from iwsim.measuring import MEASURED_WEEK

OF_LINKS = {reason for link in LINKS if (reason := link.reason)}


def test_every_link_that_a_claim_states_is_there_once():
    pairs = Counter((link.cause, link.effect) for link in LINKS)
    assert set(STATED) <= set(pairs)
    assert max(pairs.values()) == 1


def test_a_link_is_made_by_processes_or_has_a_reason():
    assert [link for link in LINKS if bool(link.processes) == bool(link.reason)] == []


def test_links_and_reasons_name_what_exists():
    assert {process for link in LINKS for process in link.processes} <= set(PROCESSES)
    assert set(REASONS) >= OF_LINKS
    assert {reason.kind for reason in REASONS.values()} == set(KINDS)
    assert check_ids(id for reason in REASONS.values() for id in reason.ids) == []


def test_a_link_brings_figures_only_and_a_sign_only_if_nobody_states_it():
    for link in LINKS:
        stated = STATED.get((link.cause, link.effect), [])
        beside = [id for id in link.evidence if id not in stated]
        assert check_ids(beside) == []
        assert all(id == ASSUMPTION or EVIDENCE[id].kind == "literature" for id in beside)
        assert stated or link.sign in {"+", "-"}


def test_a_reason_is_given_for_links_or_for_ids():
    assert [key for key, reason in REASONS.items() if key not in OF_LINKS and not reason.ids] == []


def test_processes_are_those_of_the_week():
    assert sorted(PROCESSES) == sorted({process.name for process in MEASURED_WEEK} - {"measure"})

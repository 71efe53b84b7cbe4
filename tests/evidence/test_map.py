"""The evidence map: whoever names an id is found, and whatever is named by nobody has a reason."""

import json
from pathlib import Path

import pytest

from iwsim.cases.catalogue import CASES
from iwsim.evidence import ASSUMPTION, EVIDENCE, REASONS, SUPPORTS, check_ids, grade_of
from iwsim.evidence_map.counts import by_process, ids_by_kind, parameters_by_support
from iwsim.evidence_map.lookup import OfId, OfName, look_up, names, of_processes
from iwsim.evidence_map.uses import (
    CASE,
    PROCESSES,
    ids_below,
    links_of,
    reasons_of_ids,
    unused,
    users_of_ids,
    uses,
)
from iwsim.evidence_map.words import arrow, figure, source
from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.validation.claims import CLAIMS
from iwsim.validation.patterns import PATTERNS

GOLDEN = json.loads(Path(__file__).with_name("golden_lookups.json").read_text(encoding="utf-8"))


def test_every_id_that_is_named_exists():
    unknown = {use.name: check_ids(use.ids) for use in uses()}
    assert {name: found for name, found in unknown.items() if found} == {}


def test_every_parameter_stands_once_under_its_best_support():
    found = parameters_by_support()
    listed = [one.key for those in found.values() for one in those]
    assert sorted(listed) == sorted(PARAMETERS)
    assert tuple(found) == tuple(SUPPORTS)
    for support, those in found.items():
        assert {grade_of(one.evidence) for one in those} == {support}


def test_every_id_that_nobody_names_has_a_reason():
    why = reasons_of_ids()
    assert [id for id in unused() if not why[id]] == []


def test_no_id_is_excused_that_is_used():
    loose = set(unused())
    excused = {id for reason in REASONS.values() for id in reason.ids}
    assert excused <= loose


def test_ids_of_a_use_are_found_from_both_sides():
    users = users_of_ids()
    for use in uses():
        for id in set(use.ids) - {ASSUMPTION}:
            assert use in users[id]
    assert sum(map(len, users.values())) == sum(len(set(u.ids) - {ASSUMPTION}) for u in uses())


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_rests_on_its_parameters_and_links_and_on_no_more(process):
    found = look_up(process)
    named = {id for one in PARAMETERS.values() if one.group == process for id in one.evidence}
    named |= {id for link in links_of(process) for id in link.evidence}
    assert set(found.ids) == named - {ASSUMPTION}


def test_counts_add_up():
    counts = ids_by_kind()
    assert sum(one.ids for one in counts) == len(EVIDENCE)
    assert sum(one.ids - one.used for one in counts) == len(unused())
    groups = [one.group for one in PARAMETERS.values()]
    for one in by_process():
        assert one.parameters == groups.count(one.process)
        assert one.links == len(links_of(one.process))


def test_claims_are_those_of_the_patterns_that_are_tried():
    tried = {one.key: (one.title, one.evidence) for one in PATTERNS}
    assert tried == {key: (one.title, one.evidence) for key, one in CLAIMS.items()}


def test_a_case_study_rests_on_what_it_declares():
    found = {use.name: (use.says, use.ids) for use in uses() if use.kind == CASE}
    assert found == {one.key: (one.title, one.evidence) for one in CASES.values()}
    for one in CASES.values():
        assert set(one.evidence) <= set(look_up(one.key).ids)
        assert not set(one.evidence) & set(unused())


def test_every_name_can_be_looked_up_and_no_other():
    assert {*EVIDENCE, *PARAMETERS, *GROUPS, *CLAIMS} < set(names())
    assert len(names()) == len(set(names()))
    for name in names():
        assert isinstance(look_up(name), OfId | OfName)
    with pytest.raises(KeyError):
        look_up("needs.shock")
    assert [found.name for found in of_processes()] == list(PROCESSES)


@pytest.mark.parametrize("name", GOLDEN)
def test_lookups_are_those_agreed(name):
    found = look_up(name)
    if isinstance(found, OfId):
        one = found.evidence
        shown = {
            "words": [found.support, arrow(one), figure(one), source(one)],
            "used_by": [[use.kind, use.name] for use in found.uses],
            "reasons": [reason.key for reason in found.reasons],
        }
    else:
        shown = {
            "words": [found.kind, found.support],
            "made_of": [[use.name, use.says] for use in found.uses],
            "ids": list(found.ids),
        }
    assert shown == GOLDEN[name]


def test_ids_below_stand_in_the_order_of_the_sources():
    ids = ids_below(uses())
    assert list(ids) == [id for id in EVIDENCE if id in ids]
    assert set(ids).isdisjoint(unused())

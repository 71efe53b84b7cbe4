"""The packaged table of evidence, and that every parameter points into it."""

import csv
from importlib.resources import files

import pytest

from iwsim.evidence import ASSUMPTION, EVIDENCE, Evidence, UnknownId, check_ids, grade_of
from iwsim.parameters import PARAMETERS

SIGNS = {"", "+", "-", "conditional", "threshold", "asymmetric", "inverted_u"}


def test_the_table_has_the_columns_of_evidence_and_no_id_twice():
    table = files("iwsim.evidence").joinpath("evidence.csv")
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == Evidence._fields
    assert [row["id"] for row in rows] == list(EVIDENCE)


def test_every_claim_of_the_paper_and_every_graded_figure_is_there():
    assert [name for name in EVIDENCE if name[0] == "E"] == [f"E{n:03}" for n in range(1, 201)]
    literature = [item for name, item in EVIDENCE.items() if name[0] == "L"]
    assert len(literature) == 224
    assert {item.kind for item in literature} == {"literature"}
    assert {item.grade for item in literature} == {"A", "B", "C"}
    assert {item.grade for name, item in EVIDENCE.items() if name[0] == "E"} == {"paper"}


def _faults(item):
    """Yield what is wrong with a row."""
    values = [v for v in (item.value_low, item.value_mid, item.value_high) if v is not None]
    if not (item.kind and item.topic and item.source):
        yield "kind, topic or source is missing"
    if item.sign not in SIGNS:
        yield f"sign {item.sign}"
    if item.sign and not item.effect:
        yield "a sign without an effect"
    if any("://" in field for field in item if isinstance(field, str)):
        yield "an address"
    if values != sorted(values):
        yield "low, mid and high are not in order"
    if values and not item.unit:
        yield "a figure without unit"
    if item.year is not None and not 1900 <= item.year <= 2026:
        yield f"year {item.year}"


def test_rows_hold_facts_and_no_address():
    assert {item.id: found for item in EVIDENCE.values() if (found := list(_faults(item)))} == {}


def test_figures_are_the_ones_reported():
    back_a_pound, hits = EVIDENCE["E166"], EVIDENCE["E139"]
    assert (back_a_pound.value_mid, back_a_pound.unit) == (3.68, "GBP per GBP")
    assert (hits.value_low, hits.value_high, hits.unit) == (13.0, 70.0, "per cent")
    towers = EVIDENCE["L076"]
    assert (towers.value_mid, towers.unit, towers.grade) == (7.0, "towers", "A")


def test_unknown_ids_are_all_named_with_the_nearest():
    assert check_ids(["E001", "L045", ASSUMPTION]) == []
    assert check_ids([]) == []
    unknown = check_ids(["E2O1", "E001", "asumption", "?"])
    assert [item.id for item in unknown] == ["E2O1", "asumption", "?"]
    assert unknown[0].nearest and set(unknown[0].nearest) <= set(EVIDENCE)
    assert unknown[1].nearest == (ASSUMPTION,)
    assert unknown[2] == UnknownId("?", ())


@pytest.mark.parametrize(
    ("ids", "support"),
    [
        ((), "assumption"),
        (("assumption",), "assumption"),
        (("assumption", "E001"), "paper"),
        (("E001", "L049"), "reported"),
        (("L049", "E001", "L001"), "review"),
        (("L001", "L004"), "measured"),
        (("L004",), "measured"),
    ],
)
def test_the_best_support_counts(ids, support):
    assert grade_of(ids) == support


def test_support_of_an_unknown_id_is_refused():
    with pytest.raises(KeyError, match="E999"):
        grade_of(["E001", "E999"])


def test_every_parameter_names_known_evidence_or_says_assumption():
    assert PARAMETERS
    unnamed = [key for key, parameter in PARAMETERS.items() if not parameter.evidence]
    unknown = {key: check_ids(parameter.evidence) for key, parameter in PARAMETERS.items()}
    assert unnamed == []
    assert {key: found for key, found in unknown.items() if found} == {}

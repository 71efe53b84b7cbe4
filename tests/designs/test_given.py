"""A list of points is taken as it is written, or refused with all of its faults at once."""

import numpy as np
import pytest

from iwsim.designs.sample import design_of
from iwsim.errors import DesignError, ScenarioError
from tests.designs.factors import MIXED

ALLOWED = "a CSV file in UTF-8: a line of names of factors, then a line for each point"


def _design(tmp_path, text):
    path = tmp_path / "points.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return design_of("list", MIXED, 0, 1, given=path)


def _faults(tmp_path, text):
    with pytest.raises(ScenarioError) as refused:
        _design(tmp_path, text)
    file = str(tmp_path / "points.csv")
    assert {fault.file for fault in refused.value.faults} == {file}
    return [str(fault).removeprefix(file) for fault in refused.value.faults]


def test_points_are_as_they_are_written(tmp_path):
    design = _design(
        tmp_path, "\ufeffrule, count,share\r\nstrong,2,0.1\r\n\r\nnone, 6.0,0.7\n weak,3,2.5e-1\n"
    )
    assert design.values.tolist() == [[0.1, 2.0, 2.0], [0.7, 6.0, 0.0], [0.25, 3.0, 1.0]]
    assert (design.method, design.samples, design.points) == ("list", 3, 3)


def test_many_points_are_given_back(tmp_path):
    luck = np.random.default_rng(1)
    names = ("none", "weak", "strong")
    rows = [
        (float(luck.uniform(0.1, 0.7)), int(luck.integers(2, 7)), names[at % 3])
        for at in range(300)
    ]
    text = "share,count,rule\n" + "".join(f"{a!r},{b},{c}\n" for a, b, c in rows)
    values = _design(tmp_path, text).values
    assert np.allclose(values[:, 0], [row[0] for row in rows], rtol=0, atol=2e-16)
    assert values[:, 1].tolist() == [row[1] for row in rows]
    assert values[:, 2].tolist() == [at % 3 for at in range(300)]


def test_all_faults_of_points_are_told(tmp_path):
    text = (
        "share,count,rule\n0.8,2,weak\n0.2,2.5,wek\n\nlow,1_0,none\n0.2,7,none\n0.1,2\nnan,3,weak\n"
    )
    assert _faults(tmp_path, text) == [
        ": line 2, share is 0.8; allowed: a number from 0.1 to 0.7",
        ": line 3, count is 2.5; allowed: a whole number from 2 to 6",
        ': line 3, rule is "wek"; allowed: one of none, weak, strong (nearest: weak)',
        ': line 5, share is "low"; allowed: a number from 0.1 to 0.7',
        ': line 5, count is "1_0"; allowed: a whole number from 2 to 6',
        ": line 6, count is 7; allowed: a whole number from 2 to 6",
        ": line 7 is a line of 2; allowed: 3 cells, one for each column",
        ': line 8, share is "nan"; allowed: a number from 0.1 to 0.7',
    ]


def test_all_faults_of_columns_are_told_and_those_of_points_too(tmp_path):
    text = "share,conut,share\n0.2,3,0.3\n9,3,0.3\n"
    assert _faults(tmp_path, text) == [
        ': line 1, column 2 is "conut"; allowed: one of share, count, rule (nearest: count)',
        ': line 1, column 3 is "share" again; allowed: each factor once',
        ": count is missing; allowed: a column for each factor (nearest: conut)",
        ": rule is missing; allowed: a column for each factor",
        ": line 3, share is 9; allowed: a number from 0.1 to 0.7",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("share,count,rule\n", "without a point"),
        ('share,count,rule\n"0.2,3,weak\n', "not readable (unexpected end of data)"),
    ],
)
def test_a_file_without_points_is_refused(tmp_path, text, found):
    assert _faults(tmp_path, text) == [f" is {found}; allowed: {ALLOWED}"]


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (fault,) = _faults(tmp_path, b"share\xff\n1\n")
    assert fault.startswith(" is not readable ('utf-8' codec can't decode byte 0xff")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "none.csv"
    with pytest.raises(ScenarioError) as refused:
        design_of("list", MIXED, 0, 1, given=path)
    assert str(refused.value) == f"{path} is missing; allowed: {ALLOWED}"


def test_a_list_needs_a_file():
    with pytest.raises(DesignError, match=r"^A list needs the CSV file that holds its points$"):
        design_of("list", MIXED, 0, 1)

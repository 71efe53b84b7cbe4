"""What compiled code is given and how it is called: held arguments, addresses, many at once."""

import os
import subprocess
import sys
from typing import NamedTuple

import numpy as np
import pytest

from iwsim.engine import Engine
from iwsim.kernel import (
    Job,
    address_of,
    call,
    compile_all,
    compiling,
    hold,
    is_compiled,
    kernel,
    kinds_of,
    part,
    signatures,
    thaw,
)
from tests.model.bits import fingerprints, tower


class Group(NamedTuple):
    """Parameters of a kernel of this test."""

    rate: float
    most: int


VALUES = (
    3,
    0.1,
    Group(-2.5, -7),
    np.arange(4.0),
    np.arange(6).reshape(2, 3),
    np.arange(24.0).reshape(2, 3, 4),
)
KINDS = kinds_of(VALUES)


@kernel
def put_together(held, result):
    count, share, group, line, table, block = thaw(held, KINDS)
    result[0] = count + share
    result[1] = group.rate * group.most
    result[2] = line[3] * line.size
    result[3] = table[1, 2] * table.shape[0]
    result[4] = block[1, 2, 3] * block.shape[1]
    line[0] = 99.0


@kernel
def write(into, number, group):
    into[0] = number * group.rate


@kernel
def write_by_address(address, into, number, group):
    call(address, (into, number, group))


@part
def by_literal(base, number):
    return base + number


@kernel
def with_literals(into):
    into[0] = by_literal(1, 2) + by_literal(1, 3) + by_literal(into.size, 4)


def test_what_is_held_comes_out_as_it_went_in():
    result = np.zeros(5)
    put_together(hold(VALUES), result)
    assert result.tolist() == [3.1, 17.5, 12.0, 10.0, 69.0]


def test_held_columns_are_the_columns_themselves():
    line = np.arange(4.0)
    values = (*VALUES[:3], line, *VALUES[4:])
    put_together(hold(values), np.zeros(5))
    assert line[0] == 99.0


def test_a_kernel_called_by_its_address_does_what_it_does_by_name():
    named, addressed = np.zeros(1), np.zeros(1)
    write(named, 6, VALUES[2])
    write_by_address(address_of(write), addressed, 6, VALUES[2])
    assert named.tolist() == addressed.tolist() == [-15.0]


def test_numbers_in_a_call_make_no_further_signatures():
    into = np.zeros(2)
    with_literals(into)
    assert into[0] == 13.0
    assert signatures(by_literal) <= 1


def test_a_column_cannot_be_replaced():
    engine = Engine(tower(), "siloed", 1, 0)
    with pytest.raises(TypeError, match=r"state\['trust'\]\[:\]"):
        engine.state["trust"] = np.zeros(3)


def test_other_parameters_in_the_middle_of_a_run_are_felt():
    """What the compiled loop holds follows the engine, however late it is changed."""
    one, other = (Engine(tower(), "siloed", 1, 0) for _ in range(2))
    for engine in (one, other):
        engine.advance(5)
    other.scenario = tower(asb__base_rate=0.9)
    for engine in (one, other):
        engine.advance(5)
    assert other.state["incidents"].sum() > one.state["incidents"].sum()
    assert fingerprints(other) != fingerprints(one)


@pytest.mark.skipif(not is_compiled(), reason="the JIT is off: nothing is compiled")
def test_every_kernel_is_named_before_it_is_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(compiling, "CACHE_FOLDER", tmp_path)
    jobs = [
        Job("write", write, (np.zeros(1), 6, VALUES[2])),
        Job("put_together", put_together, (hold(VALUES), np.zeros(5))),
    ]
    told = []
    compile_all(jobs, "both", lambda number, count, name: told.append((number, count, name)))
    assert told == [(1, 2, "write"), (2, 2, "put_together")]
    assert (tmp_path / "both.compiled").exists()


HELPED = """
import sys
from iwsim.kernel import CACHE_FOLDER, Job, compile_all, compiling
from iwsim.luck import Luck, uniform
from iwsim.processes.resident_trust import after_kept
jobs = [
    Job("uniform", uniform, (Luck(1, 2, 3, 4), 5, 6, 7)),
    Job("after_kept", after_kept, (0.5, 0.8, 0.1, 1.0)),
]
if sys.argv[1] == "absent":
    sys.executable = "no such program"
    compile_all(jobs, "both")
else:
    desk = compiling._Desk(jobs, None)
    compiling._send_to_a_helper(desk)
    print("left:", len(list(desk.here())))
print("kept:", *sorted({path.name.split("-")[0] for path in CACHE_FOLDER.rglob("*.nbc")}))
print("signatures:", len(uniform.signatures), len(after_kept.signatures))
"""
KEPT = "kept: luck.uniform luck.uniform_pair resident_trust.after_kept"


@pytest.mark.parametrize(
    ("helper", "expected"),
    [
        ("there", ["left: 0", KEPT, "signatures: 0 0"]),
        ("absent", [KEPT, "signatures: 1 1"]),
    ],
)
def test_a_helper_fills_the_cache_and_can_be_missed(tmp_path, helper, expected):
    places = ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")
    done = subprocess.run(
        [sys.executable, "-c", HELPED, helper],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, **dict.fromkeys(places, str(tmp_path)), "NUMBA_DISABLE_JIT": "0"},
    )
    assert done.stdout.splitlines() == expected

"""A study whose process is killed outright: the same command goes on, and nothing is lost."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from iwsim.study.digest import digest
from iwsim.study.parts import RUNS, part_files
from iwsim.sweep.read import load_study
from iwsim.sweep.results import results_of
from iwsim.sweep.sensitivity import sensitivity_of
from iwsim.sweep.status import status_of
from tests.sweep import cheap

ROOT = Path(__file__).parents[2]
ARMS = '["siloed", "colocated_team"]'
TEXT = cheap.head("difference", ARMS) + cheap.design("sobol", 8) + cheap.factors(2)


def _finished(folder):
    return {path for path in part_files(folder) if path.name.startswith(RUNS)}


def _analysed(study, folder):
    return dict(sensitivity_of(results_of(study, folder), resamples=100).tables())


@pytest.mark.parametrize("after", [1, 3])
def test_the_same_command_goes_on_to_the_same_digest_and_indices(tmp_path, after):
    (tmp_path / "study.toml").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "here"
    words = [sys.executable, "-m", "tests.sweep.study_alone", "study", "study.toml",
             "--workers", "2", "--out", "here", "--quiet"]  # fmt: skip
    begin = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}

    process = subprocess.Popen(words, **begin)
    while len(_finished(folder)) < after:
        assert process.poll() is None
        time.sleep(0.005)
    process.kill()
    assert process.wait() != 0
    time.sleep(0.5)  # its workers see the end of their parent

    before = {path: path.stat().st_mtime_ns for path in _finished(folder)}
    found = status_of(folder)
    assert found.sound
    assert 0 < found.finished < found.runs

    subprocess.run(words, **begin, timeout=120, check=True)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert status_of(folder).finished == found.runs
    study = load_study(tmp_path / "study.toml")
    cheap.made(study, tmp_path / "whole")
    assert digest(folder) == digest(tmp_path / "whole")
    expected = _analysed(study, tmp_path / "whole")
    for name, table in _analysed(study, folder).items():
        pd.testing.assert_frame_equal(table, expected[name], check_exact=True)

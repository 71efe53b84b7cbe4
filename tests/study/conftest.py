"""The fake model in the place of the real one, in this process."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # worker processes find `fakes` by its name


@pytest.fixture
def fake_model(monkeypatch):
    """Put the fake model in the place of the real one."""
    fake = import_module("fakes").FakeModel
    monkeypatch.setattr(import_module("iwsim.study.runs"), "Course", fake)
    return fake

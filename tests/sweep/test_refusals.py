"""A broken study file is told all its faults: the file, the key, the value and what is allowed."""

import pytest

from tests.sweep.refusals import FILES, GOLDEN, golden_text, messages


@pytest.fixture(scope="module")
def said():
    return messages()


def test_messages_are_those_agreed(said):
    assert golden_text(said) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_sentence_names_the_file_and_what_is_allowed(name, said):
    for sentence in said[name].splitlines():
        assert ".toml" in sentence or ".csv" in sentence
        assert "allowed: " in sentence


def test_all_faults_are_told_at_once(said):
    assert len(said["all of it"].splitlines()) == 4

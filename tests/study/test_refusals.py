"""Wrong arguments are refused at the door, all at once, in words that name what is allowed."""

import numpy as np
import pytest
from fakes import ARMS, small_scenario
from hypothesis import given
from hypothesis import strategies as st

from iwsim.errors import ScenarioError
from iwsim.luck import key_of
from iwsim.model import IntegratedWorkingModel
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.study.compare import compare
from tests.study.refusals import BEYOND, CASES, GOLDEN, TOWER, golden_text, message_of

WORDS = st.integers(0, LARGEST_SEED) | st.sampled_from((0, 1, LARGEST_SEED - 1, LARGEST_SEED))
TOO_MANY = st.integers(LARGEST_SEED + 1, 2**200)


def test_messages_are_those_agreed():
    messages = {name: message_of(call) for name, call in CASES.items()}
    assert golden_text(messages) == GOLDEN.read_text(encoding="utf-8")


def test_every_argument_has_its_sentence():
    said = message_of(CASES["all of it"]).splitlines()
    assert [line.split()[1] for line in said] == [
        "scenario", "arms", "processes", "out", "force", "progress", "replicates", "seed",
        "workers",
    ]  # fmt: skip


@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=50, unique=True))
def test_no_two_addresses_of_luck_share_a_key(addresses):
    """Of 64 bits, as many as the addresses have: a chance meeting is out of reach."""
    assert len({key_of(*address) for address in addresses}) == len(addresses)


@given(TOO_MANY, WORDS)
def test_what_would_share_a_key_is_refused(beyond, word):
    for seed, replicate in ((beyond, word), (word, beyond)):
        with pytest.raises(ScenarioError, match=f"from 0 to {LARGEST_SEED}"):
            IntegratedWorkingModel(TOWER, seed=seed, replicate=replicate)
    with pytest.raises(ScenarioError, match=f"from 0 to {LARGEST_SEED}"):
        compare(TOWER, ("siloed",), seed=beyond)


def test_a_larger_number_would_share_a_key():
    """Why there is a largest seed: beyond it a number is two words, and only words count."""
    assert key_of(1, 5) == key_of(1 + 5 * BEYOND, 0)


@pytest.mark.usefixtures("fake_model")
def test_the_ends_of_the_range_and_numpys_numbers_are_right():
    for seed in (0, LARGEST_SEED, np.int64(7), np.uint32(LARGEST_SEED)):
        found = compare(small_scenario(), ARMS[:2], np.int64(2), seed, workers=np.int8(1))
        assert (found.seed, type(found.seed)) == (int(seed), int)

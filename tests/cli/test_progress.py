"""What is said of the time that is left."""

import pytest

from iwsim.cli.progress import time_left


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "less than a minute"),
        (29.0, "less than a minute"),
        (31.0, "about 1 minute"),
        (89.0, "about 1 minute"),
        (91.0, "about 2 minutes"),
        (2100.0, "about 35 minutes"),
    ],
)
def test_minutes_are_counted_in_plain_words(seconds, words):
    assert time_left(seconds) == words

"""What stands on stderr while rules are compiled and runs are made."""

import time

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.study.progress import Reporter

_SECONDS_UNSAID = 1.0


class Compiling:
    """A reporter that compiles the rules in this process, and says so, before runs are made.

    Worker processes then find them in the cache.

    Parameters
    ----------
    inner
        What is told.
    scenario
        The scenario whose runs are made.
    """

    def __init__(self, inner: Reporter, scenario: Scenario) -> None:
        self._inner = inner
        self._scenario = scenario
        self.runs_made = 0

    def begin(self, runs: int, finished: int) -> None:
        """Say how much is to be done, and compile if there is anything."""
        self._inner.begin(runs, finished)
        if runs > finished:
            compiled(Engine(self._scenario, SILOED, 0, 0), self._inner)

    def say(self, text: str) -> None:
        """Pass it on."""
        self._inner.say(text)

    def advance(self, finished: int, failed: int) -> None:
        """Count, and pass it on."""
        self.runs_made += finished + failed
        self._inner.advance(finished, failed)

    def end(self) -> None:
        """Pass it on."""
        self._inner.end()


def compiled(engine: Engine, told: Reporter) -> None:
    """Compile all rules, naming each; kernels that come from the cache pass without a word.

    Parameters
    ----------
    engine
        An engine with the columns that they are compiled for.
    told
        What is told.
    """
    begun = time.monotonic()

    def show(number: int, count: int, name: str) -> None:
        if number == 1 or time.monotonic() - begun > _SECONDS_UNSAID:
            told.say(f"compiling {number} of {count}: {name}")

    engine.compile(show)


def time_left(seconds: float) -> str:
    """Return a time that is left, in words: ``about 12 minutes``."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    return f"about {minutes} minute{'s' if minutes > 1 else ''}"

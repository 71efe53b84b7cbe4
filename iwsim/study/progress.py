"""How far a comparison has come: a bar on a terminal, now and then a line elsewhere, on stderr."""

import sys
import time
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

_SECONDS_BETWEEN_LINES = 10.0


class Reporter(Protocol):
    """What is told while runs are made."""

    def begin(self, runs: int, finished: int) -> None:
        """Say how many runs are asked for and how many were finished before."""

    def say(self, text: str) -> None:
        """Say what is going on."""

    def advance(self, finished: int, failed: int) -> None:
        """Say that so many more runs are done."""

    def end(self) -> None:
        """Say that nothing more will come."""


class Silent:
    """Says nothing: what a library does unless asked."""

    def begin(self, runs: int, finished: int) -> None:
        """Say nothing."""

    def say(self, text: str) -> None:
        """Say nothing."""

    def advance(self, finished: int, failed: int) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


class Bar:
    """A bar with runs done, runs a second and the time left, for a terminal.

    Parameters
    ----------
    stream
        The terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:.0f} of {task.total:.0f} runs"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(file=stream),
        )
        self._task: TaskID | None = None
        self._count = _Count()

    def begin(self, runs: int, finished: int) -> None:
        """Show the bar."""
        self._count = _Count(runs, finished)
        self._task = self._bar.add_task("runs", total=runs, completed=finished, rate="")
        self._bar.start()

    def say(self, text: str) -> None:
        """Put a text before the bar; a line of its own until there is one."""
        if self._task is None:
            self._bar.console.print(text)
        else:
            self._bar.update(self._task, description=text)

    def advance(self, finished: int, failed: int) -> None:
        """Move the bar."""
        self._count.advance(finished, failed)
        if self._task is not None:
            self._bar.update(
                self._task, advance=finished + failed, rate=self._count.rate_in_words()
            )

    def end(self) -> None:
        """Leave the bar as it stands."""
        self._bar.stop()


class Lines:
    """A line now and then, for a file or a pipe.

    Parameters
    ----------
    stream
        Where the lines go.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._count = _Count()
        self._next_line = 0.0

    def begin(self, runs: int, finished: int) -> None:
        """Say what is to be done."""
        self._count = _Count(runs, finished)
        self._next_line = time.monotonic() + _SECONDS_BETWEEN_LINES
        self._line(f"{runs} runs, {finished} of them finished before")

    def say(self, text: str) -> None:
        """Write the text."""
        self._line(text)

    def advance(self, finished: int, failed: int) -> None:
        """Write a line if the last one is some time ago."""
        self._count.advance(finished, failed)
        if time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + _SECONDS_BETWEEN_LINES
            self._line(self._count.in_words())

    def end(self) -> None:
        """Write where it ended."""
        self._line(self._count.in_words())

    def _line(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()


class _Count:
    """Runs done so far, and how fast."""

    def __init__(self, runs: int = 0, finished: int = 0) -> None:
        self.runs = runs
        self.done = finished
        self.failed = 0
        self._here = 0
        self._begun = time.monotonic()

    def advance(self, finished: int, failed: int) -> None:
        self.done += finished + failed
        self.failed += failed
        self._here += finished + failed

    def rate(self) -> float:
        """Return runs a second since the beginning, those finished before left out."""
        seconds = time.monotonic() - self._begun
        return self._here / seconds if seconds > 0.0 else 0.0

    def rate_in_words(self) -> str:
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.rate():.1f} a second{failed}"

    def in_words(self) -> str:
        text = f"{self.done} of {self.runs} runs"
        if self._here:
            text += f", {self.rate_in_words()}"
        left = self.runs - self.done
        if left and self.rate() > 0.0:
            text += f", {left / self.rate():.0f} s left"
        return text


def reporter(stream: TextIO | None = None) -> Reporter:
    """Return the reporter that suits a stream, by default stderr."""
    stream = sys.stderr if stream is None else stream
    return Bar(stream) if stream.isatty() else Lines(stream)

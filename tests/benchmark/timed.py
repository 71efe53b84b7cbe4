"""Runs that are timed where they are made: what a worker computes, and from when on it can."""

import json
import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from iwsim.course import Course
from iwsim.study.runs import at_switch
from iwsim.sweep.runs import LeanRuns

_ready = {}
"""When this process had loaded the rules, by the study that it then worked on."""


class Timed(LeanRuns):
    """Makes the usual runs, and notes the seconds that the runs themselves take.

    The first call in a process loads the rules by a run that does not count; the worker is ready
    after that.
    """

    def __init__(self, folder):
        self._folder = Path(folder)

    def make(self, tasks):
        """Make the runs; a line for the batch is added to the notes of this process."""
        if self._folder not in _ready:
            if not _ready:
                at_switch(tasks[0]).advance(1)
            _ready[self._folder] = time.time()
        with computing() as seconds:
            made = super().make(tasks)
        line = json.dumps({"ready": _ready[self._folder], "computed": sum(seconds)})
        with (self._folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as notes:
            notes.write(f"{line}\n")
        return made


class Sitting(NamedTuple):
    """What a study took.

    Parameters
    ----------
    working
        Seconds that workers had, from ready to the end of the study, all added up.
    computed
        Those of them that the runs themselves took.
    start
        Seconds until the last worker was ready.
    """

    working: float
    computed: float
    start: float


def sitting(folder, began, ended):
    """Return what a study took by the notes of its workers."""
    ready, computed = [], 0.0
    for notes in Path(folder).glob("*.jsonl"):
        lines = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
        ready.append(lines[0]["ready"])
        computed += sum(line["computed"] for line in lines)
    return Sitting(sum(ended - at for at in ready), computed, max(ready) - began)


@contextmanager
def computing():
    """Give a list that the seconds of runs are added to: worlds built, branched and advanced."""
    seconds = []
    with (
        patch.object(Course, "__init__", _timed(Course.__init__, seconds)),
        patch.object(Course, "branch", _timed(Course.branch, seconds)),
        patch.object(Course, "advance", _timed(Course.advance, seconds)),
    ):
        yield seconds


def _timed(call, seconds):
    def timed(*args, **kwargs):
        began = time.perf_counter()
        before = len(seconds)
        try:
            return call(*args, **kwargs)
        finally:
            del seconds[before:]  # what it called is within
            seconds.append(time.perf_counter() - began)

    return timed

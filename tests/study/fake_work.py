"""Work of no model: each task is a row, unless it is told to hang, kill, raise or fill the disk."""

import errno
import os
import time
from contextlib import closing
from pathlib import Path

import pyarrow as pa
from fakes import small_scenario

from iwsim.study import calls
from iwsim.study.keys import fingerprint, sha256
from iwsim.study.making import receipts_of
from iwsim.study.parts import RUNS, RUNS_SCHEMA, Stamp, read_parts
from iwsim.study.progress import Silent
from iwsim.study.runs import Task, lost
from iwsim.study.store import Store

ARM = "siloed"


class FakeWork:
    """Makes one row a task in so many seconds; `acts` says what else befalls some replicates."""

    def __init__(self, acts=None, seconds=0.0, marks=None):
        self.acts, self.seconds, self.marks = acts or {}, seconds, marks

    def make(self, tasks):
        for task in tasks:
            time.sleep(self.seconds)
            act = self.acts.get(task.replicate)
            if act is not None:
                getattr(self, act)(task)
        return _tables(tasks, None)

    def failed(self, tasks, reason):
        return _tables(tasks, reason)

    def hang(self, task):
        time.sleep(120.0)

    def kill(self, task):
        os._exit(9)

    def kill_once(self, task):
        mark = Path(self.marks) / str(task.replicate)
        if not mark.exists():
            mark.touch()
            os._exit(9)

    def fail(self, task):
        raise ValueError("no such week")

    def fill_the_disk(self, task):
        calls.write = _disk_full


def _disk_full(file, content):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _tables(tasks, reason):
    rows = [
        {
            "key": task.keys[ARM],
            "arm": ARM,
            "seed": task.seed,
            "replicate": task.replicate,
            "status": "finished" if reason is None else "failed",
            "reason": reason,
            "repeat": None if reason is None else lost(task, ARM, reason).repeat,
        }
        for task in tasks
    ]
    tables = {RUNS: pa.Table.from_pylist(rows, schema=RUNS_SCHEMA)}
    if reason is None:
        keys, values = [row["key"] for row in rows], [task.replicate**0.5 for task in tasks]
        tables["rows"] = pa.table({"key": keys, "value": values})
    return tables


def tasks_of(count, finished=()):
    scenario = small_scenario()
    for replicate in range(count):
        key = sha256(str(replicate))
        if key not in finished:
            yield Task(scenario, 1, replicate, {ARM: key})


def make(folder, where, work=None, count=12, time_limit=None, told=None, marked=fingerprint):
    """Make the rows that a folder does not hold; return the receipts."""
    work = FakeWork() if work is None else work
    stamp = Stamp("s" * 64, marked())
    told = Silent() if told is None else told
    with Store(folder, stamp) as store:
        left = sum(1 for _ in tasks_of(count, store.finished))
        coming = receipts_of(
            tasks_of(count, store.finished), left, work, folder, stamp,
            where=where, told=told, time_limit=time_limit,
        )  # fmt: skip
        with closing(coming) as receipts:
            return list(receipts)


def failures(folder):
    parts, _ = read_parts(folder)
    rows = [row for part in parts for row in part.tables[RUNS].to_pylist()]
    return {row["replicate"]: row["reason"] for row in rows if row["status"] == "failed"}


def counts(receipts):
    return sum(each.finished for each in receipts), sum(each.failed for each in receipts)

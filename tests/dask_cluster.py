"""A real cluster on this machine: a scheduler and workers, each in a process of its own."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import distributed

HERE = Path(__file__).parent
HERE_ALONE = ("--host", "127.0.0.1", "--no-dashboard")
SETTINGS = {
    "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE / "study")]),
    # A worker takes seconds to come back, so Dask is to give up a job sooner than after four.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
}


class Dask:
    """A scheduler and its workers, by the commands of Dask or by longer ones that begin so."""

    def __init__(self, folder, command=("scheduler",)):
        folder.mkdir(exist_ok=True)
        self.folder, self.file, self.started = folder, folder / "scheduler.json", []
        self.scheduler = self._start(*command, "--port", "0", "--scheduler-file", str(self.file))
        while not (self.file.exists() and self.file.read_text().endswith("}")):
            assert self.scheduler.poll() is None
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text())["address"]

    def add_worker(self, *options):
        return self.begin_workers("worker", self.address, "--nthreads", "1", *options)

    def begin_workers(self, *command):
        place = str(self.folder / f"worker-{len(self.started)}")
        return self._start(*command, "--local-directory", place)

    def _start(self, *command):
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *command, *HERE_ALONE],
            env={**os.environ, **SETTINGS},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.started.append(process)
        return process

    def wait_until_idle(self, workers, seconds=120.0):
        """Wait until so many workers are there and none is at work."""
        ends = time.monotonic() + seconds
        with distributed.Client(self.address, set_as_default=False) as client:
            while len(client.ncores()) != workers or self._busy(client):
                assert time.monotonic() < ends
                time.sleep(0.1)

    def _busy(self, client):
        """Return whether a worker is at work; one that is just dying gives an error, and is."""
        return any(client.run(_at_work, on_error="return").values())

    def end(self):
        for process in reversed(self.started):  # a worker takes leave of its scheduler
            process.terminate()
            try:
                process.wait(5.0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _at_work(dask_worker):
    """Return whether a worker is at a job, be it one that it was told to drop."""
    return bool(dask_worker.state.executing)

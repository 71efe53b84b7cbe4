"""A comparison in a process of its own, to be killed: folder, threads or processes, slowness."""

import sys
from pathlib import Path

import fakes

from iwsim.errors import IwsimError
from iwsim.study import runs
from iwsim.study.compare import compare

if __name__ == "__main__":
    runs.Course = fakes.FakeModel
    folder, way, slow = sys.argv[1:]
    try:
        compare(
            fakes.small_scenario(slow=float(slow)),
            fakes.ARMS,
            replicates=6,
            workers=2,
            processes=way == "processes",
            out=Path(folder),
        )
    except IwsimError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)

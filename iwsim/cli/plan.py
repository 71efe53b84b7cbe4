"""The command that shows the week: its processes in order, and the time that each takes."""

import argparse
import inspect
import statistics
import time
from typing import NamedTuple

from iwsim.cli.arguments import Reading, sound
from iwsim.cli.progress import compiled
from iwsim.cli.tables import print_json, print_table, print_text
from iwsim.engine import Engine
from iwsim.errors import EXIT_DONE
from iwsim.kernel import is_compiled, python_source
from iwsim.measuring import MEASURED_WEEK
from iwsim.scenario import SILOED, Scenario
from iwsim.study.progress import Silent, reporter
from iwsim.week import Process, call_arguments, week_source

_WEEKS_BEFORE = 104
_WEEKS_TIMED = 13
_MICROSECONDS = 1e6


class Line(NamedTuple):
    """One line of the plan."""

    number: int
    process: str
    what: str
    writes: tuple[str, ...]
    microseconds: float


def plan(arguments: argparse.Namespace) -> int:
    """Print the week as a table, as JSON, or as the source of its loop."""
    if arguments.source:
        print(week_source(MEASURED_WEEK), end="")
        return EXIT_DONE
    reading = Reading(arguments)
    scenario = reading.scenario(arguments.scenario)
    reading.close()
    lines = timed(sound(scenario), quiet="quiet" in arguments)
    if arguments.json:
        print_json([line._asdict() for line in lines])
        return EXIT_DONE
    rows = [
        (str(line.number), line.process, line.what, ", ".join(line.writes), _time(line))
        for line in lines
    ]
    print_table("", (">no.", "process", "what it does", "?columns it writes", ">µs"), rows)
    total = sum(line.microseconds for line in lines)
    how = "" if is_compiled() else " The JIT is off: these are times of plain Python."
    print_text(f"A week of {sound(scenario).name} takes {total:,.0f} µs, process by process.{how}")
    return EXIT_DONE


def timed(scenario: Scenario, quiet: bool = True) -> tuple[Line, ...]:
    """Return the plan of a scenario's week, every process timed alone.

    Parameters
    ----------
    scenario
        The scenario; its silo is run.
    quiet
        Say nothing while compiling.
    """
    engine = Engine(scenario, SILOED, 1, 0)
    compiled(engine, Silent() if quiet else reporter())
    first = min(_WEEKS_BEFORE, engine.calendar.switch)
    engine.advance(first)
    inputs, arrangement = engine.inputs(), engine.arrangement()
    last = min(first + _WEEKS_TIMED, engine.calendar.end)
    seconds: dict[str, list[float]] = {process.name: [] for process in engine.week}
    for now in range(first, last):
        for process in engine.week:
            given = call_arguments(process, inputs, arrangement, now)
            begun = time.perf_counter()
            process.kernel(*given)
            seconds[process.name].append(time.perf_counter() - begun)
    return tuple(
        Line(
            number,
            process.name,
            what_it_does(process),
            process.writes,
            _MICROSECONDS * statistics.median(seconds[process.name]),
        )
        for number, process in enumerate(engine.week, start=1)
    )


def what_it_does(process: Process) -> str:
    """Return the first line of the docstring of a process's kernel."""
    described = inspect.getdoc(python_source(process.kernel)) or ""
    return described.partition("\n")[0]


def _time(line: Line) -> str:
    return f"{line.microseconds:,.0f}"

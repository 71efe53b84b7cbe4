"""The week: one ordered tuple of named processes, and the compiled loop written from it.

The tuple is the run, the printed plan, the timing, and the page of the ODD protocol. A
researcher who wants another rule puts another process in the tuple.
"""

import hashlib
import importlib.util
import inspect
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from iwsim.kernel import (
    CACHE_FOLDER,
    Job,
    address_of,
    compile_all,
    hold,
    kinds_of,
    python_source,
)
from iwsim.luck import STREAMS, Luck
from iwsim.parameters import GROUPS
from iwsim.parameters.arrangement import Arrangement
from iwsim.processes.allocation import allocation
from iwsim.processes.asb import asb
from iwsim.processes.burnout import burnout
from iwsim.processes.casework import casework
from iwsim.processes.communication import communication
from iwsim.processes.cooperation import cooperation
from iwsim.processes.decisions import decisions
from iwsim.processes.detection import detection
from iwsim.processes.help_seeking import help_seeking
from iwsim.processes.hours import hours
from iwsim.processes.money import money
from iwsim.processes.needs import needs
from iwsim.processes.power import power
from iwsim.processes.professional_trust import professional_trust
from iwsim.processes.resident_trust import resident_trust
from iwsim.processes.response import response
from iwsim.processes.tenancies import tenancies
from iwsim.processes.turnover import turnover
from iwsim.state import COLUMN_BY_NAME

_SHORT_NAMES = {"a": "arrangement", "c": "context", "ref": "reference"}
_CALENDAR = "calendar"
_RECORD = "record"
_OWN = "p"
_COMPILING = threading.Lock()


class Process(NamedTuple):
    """One process of the week.

    Parameters
    ----------
    name
        Its name: of its file, its parameter group and its stream of luck.
    kernel
        The compiled function; its arguments name the columns that it reads and writes.
    writes
        The columns it changes.
    """

    name: str
    kernel: Callable[..., None]
    writes: tuple[str, ...]

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the kernel's arguments, in order."""
        return tuple(inspect.signature(python_source(self.kernel)).parameters)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that the kernel reads or writes."""
        return tuple(name for name in self.arguments if name in COLUMN_BY_NAME)


_LEFT = ("phase", "promise", "gateway", "holder", "open_cases", "serving", "exits")
"""Columns that change whenever an episode leaves a service."""

WEEK = (
    Process("tenancies", tenancies, (
        *_LEFT, "waiting", "wait_weeks_gone", "serve_weeks_gone", "present", "arrived", "cohort",
        "void", "leaving", "vulnerability", "propensity", "accepts", "consent", "need", "relief",
        "activity", "sanction", "disorder", "stress", "fear", "safety", "fear_of_consequences",
        "belonging", "hope", "trust", "unfairness", "broken", "complaints", "asb_rung",
        "asb_quiet", "asb_agency", "asb_help", "onset", "low_weeks", "known_since", "recorded",
        "keyworker", "bond", "told", "ladder", "knowledge", "visited", "events",
    )),
    Process("needs", needs, (
        "need", "phase", "onset", "low_weeks", "known_since", "waited", "events",
    )),
    Process("asb", asb, (
        "activity", "incidents", "exposure", "disorder", "guardianship", "stress", "fear",
        "safety", "reported", "complaints", "entrance_incidents", "patch_incidents", "events",
    )),
    Process("response", response, (
        "sanction", "fear_of_consequences", "asked", "asb_rung", "asb_quiet", "asb_agency",
        "asb_help", "leaving", "response_hours", "events",
    )),
    Process("help_seeking", help_seeking, ("asked",)),
    Process("detection", detection, (
        "asked", "recorded", "holds_records", "visited", "score_weight", "events",
    )),
    Process("allocation", allocation, (
        *_LEFT, "waiting", "wait_weeks_gone", "serve_weeks_gone", "asked", "known_since",
        "waited", "recorded",
        "holds_records", "keyworker", "ready", "entered_week", "served_since", "bond",
        "told", "kept", "broken", "assessments", "rota", "threshold", "entered", "started",
        "events",
    )),
    Process("communication", communication, (
        "recorded", "holds_records", "knowledge", "pair_cases", "common_ground",
        "coordination_need", "shared_share", "known_load", "events",
    )),
    Process("hours", hours, (
        "hours_used", "overtime_allowance", "overtime", "workload", "load", "outside",
        "case_share", "help_hours", "response_given",
    )),
    Process("casework", casework, (
        *_LEFT, "serve_weeks_gone", "relief", "bond", "ladder", "ladder_step",
        "crisis", "told", "keyworker", "progress_seen", "crises_held", "whole_person", "events",
    )),
    Process("resident_trust", resident_trust, (
        "kept", "broken", "trust", "hope", "belonging", "unfairness", "events",
    )),
    Process("professional_trust", professional_trust, (
        "pair_trust", "pair_tie", "trust_of", "ties_of",
    )),
    Process("power", power, ("power_loss", "threat", "conflict", "covert", "autonomy")),
    Process("cooperation", cooperation, ("contribution", "routine")),
    Process("decisions", decisions, (
        "broken", "bond", "ladder", "errors", "learning", "decision_quality",
        "perceived_performance", "measured_performance", "events",
    )),
    Process("burnout", burnout, (
        "exhaustion", "exhausted_weeks", "burnt_out", "emotional_load", "efficacy", "engagement",
        "belief", "involvement", "experience", "events",
    )),
    Process("turnover", turnover, (
        *_LEFT, "waiting", "serve_weeks_gone", "post_state", "experience", "tenure", "vacancy",
        "sick", "exhaustion", "exhausted_weeks", "burnt_out", "whole_person", "leavers",
        "emotional_load", "efficacy", "engagement",
        "belief", "belief_rest", "involvement", "resilience", "chose", "power_loss", "threat",
        "conflict", "covert", "contribution", "routine", "pair_trust", "pair_tie", "pair_cases",
        "trust_of", "ties_of", "newcomers", "keyworker", "bond", "relief", "ladder", "broken",
        "entered_week", "ready", "events",
    )),
    Process("money", money, ("set_up", "spend")),
)  # fmt: skip
"""The processes of a week, in order."""


def group_of(process: Process, argument: str) -> str | None:
    """Return the parameter group behind a kernel's argument, or None if it is none."""
    if argument == _OWN:
        return process.name
    name = _SHORT_NAMES.get(argument, argument)
    return name if name in GROUPS else None


def _argument(process: Process, name: str) -> str:
    if name in COLUMN_BY_NAME or name in {"now", _CALENDAR, _RECORD}:
        return name
    if name == "luck":
        return f"Luck(key_0, key_1, now, {STREAMS[process.name]})"
    group = group_of(process, name)
    if group is None:
        raise TypeError(f"{process.name}: nothing is called {name}")
    return f"p_{group}"


@cache
def held_names(week: tuple[Process, ...]) -> tuple[str, ...]:
    """Return the names of what the loop over a week holds.

    The address of every process comes as ``do_<process>``, a group as ``p_<group>``.
    """
    given = {
        _argument(process, name)
        for process in week
        for name in process.arguments
        if name not in {"now", "luck"}
    }
    return (
        *(f"do_{process.name}" for process in week),
        *("key_0", "key_1", "timeline"),
        *sorted(given - {"p_arrangement"}),
    )


def week_source(week: tuple[Process, ...]) -> str:
    """Return the source of the compiled loop: one call a line.

    Groups carry ``p_``, so that no column can be mistaken for one.
    """
    fields = ", ".join(f"row[{place}]" for place in range(len(Arrangement._fields)))
    calls = [
        f"        call(do_{process.name}, ("
        + "".join(f"{_argument(process, name)}, " for name in process.arguments).rstrip()
        + "))"
        for process in week
    ]
    return "\n".join(
        [
            '"""Weeks of the model, one call a process. Written by iwsim.week."""',
            "",
            "from iwsim.kernel import call, kernel, thaw",
            "from iwsim.luck import Luck",
            "from iwsim.parameters.arrangement import Arrangement",
            "",
            "",
            "@kernel",
            "def weeks(first, last, held):",
            f"    {', '.join(held_names(week))} = thaw(held, KINDS)",
            "    for now in range(first, last):",
            "        row = timeline[now]",
            f"        p_arrangement = Arrangement({fields})",
            *calls,
            "",
        ]
    )


class Loop(NamedTuple):
    """The compiled loop over the weeks of one tuple of processes.

    Parameters
    ----------
    week
        The processes.
    weeks
        The kernel; takes the first week, one past the last, and what is held.
    addresses
        Where the processes are, as ``do_<process>``.
    """

    week: tuple[Process, ...]
    weeks: Callable[[int, int, Any], None]
    addresses: Mapping[str, Any]

    def over(self, inputs: Mapping[str, Any]) -> Callable[[int, int], None]:
        """Return the loop over certain columns, as a function of its first and last week.

        Parameters
        ----------
        inputs
            As for `call_arguments`, and ``timeline``: the ingredients of every week. Arrays are
            held by their place: the caller keeps them, and puts no other in their stead.
        """
        held = hold(_values(self.week, inputs, self.addresses))
        weeks = self.weeks

        def compute(first: int, last: int) -> None:
            weeks(first, last, held)

        return compute


_LOOPS: dict[tuple[Process, ...], Loop] = {}


def compiled_loop(
    week: tuple[Process, ...],
    inputs: Mapping[str, Any],
    arrangement: Arrangement,
    show: Callable[[int, int, str], None] | None = None,
) -> Loop:
    """Compile every process of a week and the loop over them, or load them from the cache.

    Threads that ask at once get the same one.

    Parameters
    ----------
    week
        The processes.
    inputs, arrangement
        As for `call_arguments`, and ``timeline``; only their types matter.
    show
        Called with the number, the count and the name of each process before it is compiled.
    """
    with _COMPILING:
        if week not in _LOOPS:
            _LOOPS[week] = _compile_loop(week, inputs, arrangement, show)
        return _LOOPS[week]


def _compile_loop(
    week: tuple[Process, ...],
    inputs: Mapping[str, Any],
    arrangement: Arrangement,
    show: Callable[[int, int, str], None] | None,
) -> Loop:
    nowhere = {f"do_{process.name}": 0 for process in week}
    values = _values(week, inputs, nowhere)
    source = week_source(week)
    name = f"iwsim_weeks_{hashlib.sha256(source.encode()).hexdigest()[:16]}"
    weeks = _written(name, source, kinds_of(values))
    jobs = [
        Job(process.name, process.kernel, call_arguments(process, inputs, arrangement, 0))
        for process in week
    ]
    compile_all([Job("the loop over weeks", weeks, (0, 0, hold(values))), *jobs], name, show)
    addresses = {f"do_{process.name}": address_of(process.kernel) for process in week}
    return Loop(week, weeks, addresses)


def _values(
    week: tuple[Process, ...], inputs: Mapping[str, Any], addresses: Mapping[str, Any]
) -> list[Any]:
    found = {**inputs, **addresses}
    return [found[name] for name in held_names(week)]


def _written(name: str, source: str, kinds: Any) -> Callable[[int, int, Any], None]:
    """Return the loop of a source, which stands in the cache folder so that Numba can keep it."""
    path = CACHE_FOLDER / f"{name}.py"
    if not path.exists() or path.read_text(encoding="utf-8") != source:
        partial = path.with_suffix(f".{os.getpid()}.partial")
        partial.write_text(source, encoding="utf-8")
        partial.replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    module.KINDS = kinds  # type: ignore[attr-defined]
    sys.modules[name] = module
    spec.loader.exec_module(module)
    weeks: Callable[[int, int, Any], None] = module.weeks
    return weeks


def call_arguments(
    process: Process, inputs: Mapping[str, Any], arrangement: Arrangement, now: int
) -> tuple[Any, ...]:
    """Return the arguments of one process in one week, for calling it alone.

    Parameters
    ----------
    process
        The process.
    inputs
        Columns by name, groups as ``p_<group>``, and ``key_0`` and ``key_1``.
    arrangement
        Ingredients in force.
    now
        Week since the first week computed.
    """
    values: list[Any] = []
    for name in process.arguments:
        group = group_of(process, name)
        if name == "now":
            values.append(now)
        elif name == "luck":
            stream = STREAMS[process.name]
            values.append(Luck(inputs["key_0"], inputs["key_1"], now, stream))
        elif group == "arrangement":
            values.append(arrangement)
        else:
            values.append(inputs[f"p_{group}" if group else name])
    return tuple(values)

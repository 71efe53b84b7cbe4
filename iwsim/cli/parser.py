"""The arguments of every command, with a help that teaches. Nothing heavy is loaded here."""

import argparse
import difflib
import re
from collections.abc import Sequence
from typing import NoReturn

from iwsim import __version__
from iwsim.cli.helps import DESCRIPTION, HELPS, Help
from iwsim.cli.study_options import SHIPPED_ENSEMBLE, STUDY_VERBS, add_study
from iwsim.errors import Fault, ScenarioError

DEMO_REPLICATES = "20"
MEMBER_REPLICATES = "1"
_IN_MEMBERS = ("demo", "compare")
FILE = "command line"
"""What messages call the place of a fault in an argument."""

_REQUIRED = re.compile(r"the following arguments are required: (?P<names>.*)")
_OPTION = re.compile(r"argument (?P<name>--[a-z-]+): expected one argument")
_OF_COMMAND = {
    "demo": ("iwsim.cli.comparing", "demo"),
    "run": ("iwsim.cli.running", "run"),
    "compare": ("iwsim.cli.comparing", "compare"),
    "scenarios": ("iwsim.cli.listing", "scenarios"),
    "parameters": ("iwsim.cli.listing", "parameters"),
    "outcomes": ("iwsim.cli.listing", "outcomes"),
    "evidence": ("iwsim.cli.evidence", "evidence"),
    "validate": ("iwsim.cli.validating", "validate"),
    "calibrate": ("iwsim.cli.calibrating", "calibrate_silo"),
    "case": ("iwsim.cli.cases", "case"),
    "study": ("iwsim.cli.studying", "study"),
    "plan": ("iwsim.cli.plan", "plan"),
    "schema": ("iwsim.cli.listing", "schema"),
    "digest": ("iwsim.cli.comparing", "digest"),
    "reference-levels": ("iwsim.cli.levels", "reference_levels"),
}
MODULE_OF = {command: module for command, (module, _) in _OF_COMMAND.items()}
"""Module that carries out each command."""


_ROBUSTNESS = ("iwsim.cli.robustness", "robustness")
"""What carries out ``validate --robustness``: apart, as it loads a library of its own."""


class _Parser(argparse.ArgumentParser):
    """A parser that refuses as the rest of iwsim does, with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse with what is missing and where the help is."""
        required = _REQUIRED.fullmatch(message)
        option = _OPTION.fullmatch(message)
        allowed = f"what `{self.prog} --help` says"
        if required is not None:
            raise ScenarioError((Fault(FILE, required["names"], "missing", allowed),))
        if option is not None:
            raise ScenarioError((Fault(FILE, option["name"], "without a value", allowed),))
        raise ScenarioError((Fault(FILE, "", "", f"{allowed} ({message})"),))


Commands = dict[str, _Parser]


def arguments_of(words: Sequence[str]) -> argparse.Namespace:
    """Return the arguments of a command line; names are checked, values are not yet.

    Parameters
    ----------
    words
        What stands after ``iwsim``.

    Raises
    ------
    ScenarioError
        If the command or an option is unknown, or something is missing.
    """
    parser, commands = _parsers()
    command = next((word for word in words if not word.startswith("-")), None)
    if command is not None and command not in commands:
        raise ScenarioError((_unknown("command", command, tuple(commands)),))
    arguments, unknown = parser.parse_known_args(words)
    if (
        len(unknown) == 1
        and not unknown[0].startswith("-")
        and getattr(arguments, "folder", 0) == ""
    ):
        arguments.folder = unknown.pop()  # argparse does not see the DIR of `VERB --option DIR`
    if unknown:
        known = _options(commands[arguments.command])
        options = [word for word in unknown if word.startswith("-")]
        raise ScenarioError(
            tuple(_unknown("option", word, known) for word in options)
            or tuple(Fault(FILE, "argument", word, "nothing more here") for word in unknown)
        )
    if arguments.command in _IN_MEMBERS and arguments.replicates is None:
        many = DEMO_REPLICATES if arguments.ensemble is None else MEMBER_REPLICATES
        arguments.replicates = many
    return arguments


def called_by(arguments: argparse.Namespace) -> tuple[str, str]:
    """Return the module and the function in it that carry out a command."""
    if getattr(arguments, "robustness", False):
        return _ROBUSTNESS
    if arguments.command == "study" and arguments.study in STUDY_VERBS:
        return STUDY_VERBS[arguments.study]
    return _OF_COMMAND[arguments.command]


def _unknown(what: str, word: str, known: Sequence[str]) -> Fault:
    name = word.partition("=")[0]
    near = next(iter(difflib.get_close_matches(name, known, n=1)), "")
    return Fault(FILE, what, word, f"one of {', '.join(known)}", near)


def _options(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    return tuple(
        option
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    )


def _parsers() -> tuple[_Parser, Commands]:
    everywhere = _everywhere()
    parser = _Parser(
        prog="iwsim",
        description=DESCRIPTION,
        epilog="Every command explains itself: iwsim run --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        parents=[everywhere],
    )
    parser.add_argument("--version", action="version", version=f"iwsim {__version__}")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands = {}
    for name, text in HELPS.items():
        command = choices.add_parser(
            name,
            help=text.line,
            description=_described(text),
            epilog=_examples(text),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            parents=[everywhere],
        )
        commands[name] = command
    _add_options(commands)
    return parser, commands


def _described(text: Help) -> str:
    return f"{text.line}.\n\n{text.more}"


def _examples(text: Help) -> str:
    return "examples:\n" + "\n".join(f"  {example}" for example in text.examples)


def _everywhere() -> _Parser:
    """Return the options that stand before or after the command."""
    parser = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument("--debug", action="store_true", help="show where a fault happened")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    return parser


def _add_options(commands: Commands) -> None:
    for name in ("run", "compare"):
        commands[name].add_argument("scenario", metavar="SCENARIO", help=_SCENARIO)
    commands["plan"].add_argument(
        "scenario", metavar="SCENARIO", nargs="?", default="rochdale", help=_SCENARIO
    )
    for name in ("demo", "run", "compare", "plan", "reference-levels"):
        commands[name].add_argument(
            "--set",
            metavar="NAME=VALUE",
            action="append",
            default=[],
            help="change a parameter (group.name=value), an ingredient of one arm "
            "(arms.ARM.name=value) or a length of time; may be given again",
        )
    for name in ("demo", "run", "compare"):
        commands[name].add_argument(
            "--weeks", metavar="N", help="weeks after the switch (default: the scenario's)"
        )
    for name in ("demo", "run", "compare", "calibrate"):
        commands[name].add_argument(
            "--seed", metavar="N", default="1", help="seed of all luck (default: 1)"
        )
    for name in _IN_MEMBERS:
        command = commands[name]
        command.add_argument(
            "--replicates",
            metavar="N",
            help=f"runs of each arm, each with other luck (default: {DEMO_REPLICATES}; with "
            f"--ensemble in each member, default: {MEMBER_REPLICATES})",
        )
        command.add_argument(
            "--ensemble",
            metavar="FILE",
            nargs="?",
            const=SHIPPED_ENSEMBLE,
            help="compare in every member of an ensemble of parameter sets, by default the one "
            "that travels with iwsim: what of a finding is owed to parameters that nobody knows",
        )
        command.add_argument(
            "--outcomes",
            metavar="A,B",
            default="",
            help="more rows for the printed table, see: iwsim outcomes",
        )
    for name in (
        "demo", "compare", "validate", "calibrate", "case", "study", "reference-levels"
    ):  # fmt: skip
        commands[name].add_argument(
            "--workers", metavar="N", help="runs made at once (default: one a processor)"
        )
    commands["compare"].add_argument(
        "--arms",
        metavar="A,B",
        default="",
        help="the arms, the reference first (default: siloed, siloed_same_money, "
        "colocated_team; all arms where a scenario lacks one of them)",
    )
    run = commands["run"]
    run.add_argument("--arm", metavar="ARM", default="siloed", help="the arm (default: siloed)")
    run.add_argument(
        "--replicate", metavar="N", default="0", help="which replicate of the seed (default: 0)"
    )
    _add_places(commands)
    _add_lists(commands)


def _add_places(commands: Commands) -> None:
    for name in ("demo", "run", "compare", "validate", "calibrate", "case", "study"):
        commands[name].add_argument(
            "--out", metavar="DIR", help="folder of the results (default: below results/)"
        )
        commands[name].add_argument(
            "--force", action="store_true", help="replace the results that the folder holds"
        )
    for name, what in (("schema", "standard output"), ("reference-levels", "the checkout's")):
        commands[name].add_argument(
            "--out", metavar="FILE", help=f"file to write (default: {what})"
        )
        commands[name].add_argument(
            "--force", action="store_true", help="replace the file if it is there"
        )


def _add_lists(commands: Commands) -> None:
    for name in ("parameters", "outcomes"):
        commands[name].add_argument(
            "pattern",
            metavar="PATTERN",
            nargs="?",
            default="",
            help="part of a name, or a name with * in it",
        )
    commands["evidence"].add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        default="",
        help="an id, a parameter, a process or group, a pattern, or a scenario (default: all of "
        "it in numbers)",
    )
    commands["validate"].add_argument(
        "patterns", metavar="PATTERN", nargs="*", help="patterns such as P21 (default: all)"
    )
    commands["validate"].add_argument(
        "--show", action="store_true", help="explain them and what is known; judge nothing"
    )
    commands["case"].add_argument(
        "names", metavar="CASE", nargs="*", help="case studies, or all (default: list them)"
    )
    add_study(commands["study"])
    commands["validate"].add_argument(
        "--robustness",
        action="store_true",
        help="try them under other parameters: sets from the plausible ranges, and the ensemble",
    )
    for option, metavar, text in (
        ("sets", "N", "sets of parameters of each kind, at most (default: 40)"),
        ("runs", "N", "runs a set, each with other luck (default: 2)"),
        ("ensemble", "FILE", "sets of a calibrated ensemble (default: the one shipped)"),
    ):
        commands["validate"].add_argument(
            f"--{option}", metavar=metavar, help=f"with --robustness: {text}"
        )
    commands["plan"].add_argument(
        "--source", action="store_true", help="print the loop that runs the week"
    )
    commands["digest"].add_argument("folder", metavar="DIR", help="a folder of results")
    commands["reference-levels"].add_argument(
        "--runs", metavar="N", default="20", help="runs a round, one a seed (default: 20)"
    )
    _add_sizes(commands["calibrate"])
    for name, command in commands.items():
        if name not in _WITHOUT_JSON:
            command.add_argument(
                "--json", action="store_true", help="print JSON, for a script to read"
            )


def _add_sizes(command: _Parser) -> None:
    for name, usual, what in (
        ("runs", "1000", "runs that show where levels lie and which parameters move them"),
        ("sets", "100", "how many sets of equal weight the kept ones shall be worth"),
        ("rounds", "12", "the most rounds of some 500 runs; 0 keeps the nearest of --runs"),
    ):
        command.add_argument(
            f"--{name}", metavar="N", default=usual, help=f"{what} (default: {usual})"
        )


_WITHOUT_JSON = ("schema", "digest")
_SCENARIO = "name of a shipped scenario, or path of a TOML file"

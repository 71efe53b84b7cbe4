"""The arguments of the command ``study``, and what it can do with the folder of one."""

import argparse
from typing import NamedTuple

STUDY_VERBS = {
    "status": ("iwsim.cli.study_folder", "status"),
    "verify": ("iwsim.cli.study_folder", "verify"),
    "analyse": ("iwsim.cli.study_analysis", "analyse"),
    "regions": ("iwsim.cli.study_regions", "regions"),
    "surrogate": ("iwsim.cli.study_regions", "surrogate"),
    "export": ("iwsim.cli.study_export", "export"),
    "bundle": ("iwsim.cli.study_export", "bundle"),
    "rerun": ("iwsim.cli.study_rerun", "rerun"),
}
"""What can be done with the folder of a study: ``iwsim study VERB DIR``."""


SHIPPED_ENSEMBLE = ""
"""What stands for the ensemble that travels with iwsim."""
IN_EACH_MEMBER = 2
"""Usual replicates over an ensemble: as few as tell luck from parameters."""
_MAKING = ""
_OPTIONS = (
    ("replicates", "N", "runs of each arm at each point (default: the study's)", (_MAKING,)),
    ("samples", "N", "size of the design; a larger one keeps what is there (default: the study's)",
     (_MAKING,)),
    ("seed", "N", "seed of all luck and of the design (default: the study's)", (_MAKING,)),
    ("scheduler", "ADDRESS", "make the runs on a running Dask cluster, such as "
     "tcp://localhost:8786", (_MAKING, "verify", "rerun")),
    ("time-limit", "SECONDS", "end a replicate that takes longer; it becomes a failed run "
     "(default: 100 times the usual, ten minutes at least)", (_MAKING,)),
    ("style", "FILE", "style sheet of Matplotlib that is laid over the style of the figures",
     (_MAKING, "analyse", "regions")),
    ("method", "A,B", "methods of analysis, such as pawn (default: those of the design)",
     (_MAKING, "analyse")),
    ("resamples", "N", "resamples of the bootstrap (default: 500)", (_MAKING, "analyse")),
    ("outcome", "NAME", "with regions, surrogate: the outcome (default: net_money)",
     ("regions", "surrogate")),
    ("arm", "ARM", "with regions, surrogate: the arm (default: the last one)",
     ("regions", "surrogate")),
    ("above", "X", "with regions: where the outcome is above X", ("regions",)),
    ("below", "X", "with regions: where it is below X (default: 0 for money)", ("regions",)),
)  # fmt: skip
"""Options with a value, and what heeds them: making a study, or a verb."""


def add_study(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command ``study`` to its parser."""
    command.add_argument(
        "study",
        metavar="STUDY",
        nargs="?",
        default="",
        help="name of a shipped study, or path of a TOML file (default: list the shipped ones); "
        f"or one of {', '.join(STUDY_VERBS)}, and a folder",
    )
    command.add_argument(
        "folder", metavar="DIR", nargs="?", default="", help="folder of a study that was begun"
    )
    for option, metavar, text, _ in _OPTIONS:
        command.add_argument(f"--{option}", metavar=metavar, help=text)
    command.add_argument(
        "--ensemble",
        metavar="FILE",
        nargs="?",
        const=SHIPPED_ENSEMBLE,
        help="compare the arms in every member of an ensemble of parameter sets, by default the "
        "one that travels with iwsim, and in every setting of the study (default for --replicates "
        f"then: {IN_EACH_MEMBER})",
    )
    command.add_argument(
        "--check", action="store_true", help="with verify: say what is damaged, repair nothing"
    )


class Unheeded(NamedTuple):
    """An option that changes nothing in what is to be done, and what heeds it."""

    option: str
    given: str
    allowed: str


def unheeded(arguments: argparse.Namespace) -> list[Unheeded]:
    """Return the options that were given to what does not heed them."""
    verb = arguments.study if arguments.study in STUDY_VERBS else _MAKING
    heeded = {option: by for option, _, _, by in _OPTIONS} | {
        "check": ("verify",),
        "ensemble": (_MAKING,),
    }
    given = {option: getattr(arguments, option.replace("-", "_")) for option in heeded}
    return [
        Unheeded(f"--{option}", _as_given(given[option]), f"only with {_in_words(by)}")
        for option, by in heeded.items()
        if given[option] not in {None, False} and verb not in by
    ]


def _as_given(value: object) -> str:
    return "given" if value is True or value == SHIPPED_ENSEMBLE else str(value)


def _in_words(verbs: tuple[str, ...]) -> str:
    return ", ".join(verb or "the making of a study" for verb in verbs)

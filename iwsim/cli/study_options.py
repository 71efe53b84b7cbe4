"""The arguments of the command ``study``, and what it can do with the folder of one."""

import argparse

STUDY_VERBS = {
    "status": ("iwsim.cli.study_folder", "status"),
    "verify": ("iwsim.cli.study_folder", "verify"),
    "analyse": ("iwsim.cli.study_analysis", "analyse"),
    "regions": ("iwsim.cli.study_regions", "regions"),
    "surrogate": ("iwsim.cli.study_regions", "surrogate"),
    "export": ("iwsim.cli.study_export", "export"),
    "bundle": ("iwsim.cli.study_export", "bundle"),
    "rerun": ("iwsim.cli.study_export", "rerun"),
}
"""What can be done with the folder of a study: ``iwsim study VERB DIR``."""


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
    for option, metavar, text in (
        ("replicates", "N", "runs of each arm at each point (default: the study's)"),
        ("samples", "N", "size of the design; a larger one keeps what is there (default: the "
         "study's)"),
        ("seed", "N", "seed of all luck and of the design (default: the study's)"),
        ("scheduler", "ADDRESS", "make the runs on a running Dask cluster, such as "
         "tcp://localhost:8786"),
        ("time-limit", "SECONDS", "end a replicate that takes longer; it becomes a failed run "
         "(default: 100 times the usual, ten minutes at least)"),
        ("style", "FILE", "style sheet of Matplotlib that is laid over the style of the figures"),
        ("method", "A,B", "methods of analysis, such as pawn (default: those of the design)"),
        ("resamples", "N", "resamples of the bootstrap (default: 500)"),
        ("outcome", "NAME", "with regions, surrogate: the outcome (default: net_money)"),
        ("arm", "ARM", "with regions, surrogate: the arm (default: the last one)"),
        ("above", "X", "with regions: where the outcome is above X"),
        ("below", "X", "with regions: where it is below X (default: 0 for money)"),
    ):  # fmt: skip
        command.add_argument(f"--{option}", metavar=metavar, help=text)
    command.add_argument(
        "--check", action="store_true", help="with verify: say what is damaged, repair nothing"
    )

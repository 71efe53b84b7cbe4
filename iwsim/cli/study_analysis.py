"""The command that writes tables and figures of a study anew, from its stored runs alone."""

import argparse

from iwsim.cli.arguments import Reading
from iwsim.cli.study_folder import folder_of
from iwsim.cli.studying import resamples_of, shown
from iwsim.sweep.kept import kept_study


def analyse(arguments: argparse.Namespace) -> int:
    """Write tables and figures of a study from its folder, and show what they say."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    resamples = resamples_of(arguments, reading)
    style = reading.sheet()
    reading.close()
    return shown(kept_study(folder), folder, resamples, style, arguments.json)

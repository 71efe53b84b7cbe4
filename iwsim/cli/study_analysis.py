"""The command that writes tables and figures of a study anew, from its stored runs alone."""

import argparse

from iwsim.cli.arguments import Reading
from iwsim.cli.study_folder import folder_of
from iwsim.cli.studying import showing_of, shown
from iwsim.sweep.kept import kept_study


def analyse(arguments: argparse.Namespace) -> int:
    """Write tables and figures of a study from its folder, and show what they say."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    showing = showing_of(arguments, reading)
    reading.close()
    return shown(kept_study(folder), folder, showing)

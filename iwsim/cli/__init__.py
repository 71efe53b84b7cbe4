"""The command line: arguments in, one call, tables and progress out."""

from iwsim.cli.entry import main

__all__ = ["main"]

"""The way in and out of the command line: which command, and how it ends."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import TextIO

from iwsim.cli.loading import keep_all, loaded
from iwsim.cli.parser import arguments_of, called_by
from iwsim.errors import (
    EXIT_DONE,
    EXIT_FAULT_OF_OURS,
    EXIT_INTERRUPTED,
    EXIT_STORE,
    IwsimError,
)

_NOTHING_KEPT = "Interrupted; nothing was written."


def main(words: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    words
        The arguments, by default those of the program.

    Returns
    -------
    int
        The exit code.
    """
    is_program = words is None
    words = sys.argv[1:] if words is None else list(words)
    for stream in (sys.stdout, sys.stderr):
        _write_what_it_can(stream)
    try:
        code = _carried_out(words, is_program)
        _flush(sys.stdout)
    except BrokenPipeError:
        _let_go_of_stdout()
        return EXIT_DONE
    except OSError as error:
        return _ended(words, EXIT_STORE, _of_the_system(error))
    return code


def _carried_out(words: Sequence[str], is_program: bool) -> int:
    """Carry out a command; only the system's refusals are left to the caller."""
    try:
        arguments = arguments_of(words)
        # A command's rooms are heavy: they are loaded when it is chosen, never for --help.
        module, function = called_by(arguments)
        command = getattr(loaded(module), function)
        if is_program:  # and not a call from somebody's own, whose memory is not ours to keep
            keep_all()
        code: int = command(arguments)
        return code
    except SystemExit as end:  # how argparse leaves after --help and --version
        return end.code if isinstance(end.code, int) else EXIT_DONE
    except KeyboardInterrupt as interrupt:
        return _ended(words, EXIT_INTERRUPTED, str(interrupt) or _NOTHING_KEPT)
    except IwsimError as error:
        return _ended(words, error.exit_code, str(error))
    except OSError:
        raise
    except Exception as error:  # the last stop before a traceback nobody asked for
        hint = "" if "--debug" in words else " Repeat the command with --debug to see where."
        said = f"This is a fault in iwsim: {type(error).__name__}: {error}.{hint}"
        return _ended(words, EXIT_FAULT_OF_OURS, said)


def _ended(words: Sequence[str], code: int, text: str) -> int:
    """Say on stderr why a command ended, with the traceback if it was asked for."""
    if "--debug" in words:
        traceback.print_exc()
    for line in text.splitlines():
        print(f"iwsim: {line}", file=sys.stderr)
    return code


def _of_the_system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."


def _write_what_it_can(stream: TextIO | None) -> None:
    """Let a stream replace a character that its encoding lacks, and never fail over one."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _flush(stream: TextIO | None) -> None:
    """Write what is pending; a program may have been started without the stream."""
    if stream is not None:
        stream.flush()


def _let_go_of_stdout() -> None:
    """Send what is left to nowhere, or Python would complain of the closed pipe on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)

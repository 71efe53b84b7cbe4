"""Everything iwsim refuses, and the exit code that each refusal ends with."""

from typing import NamedTuple, Self

EXIT_DONE = 0
EXIT_FAULT_OF_OURS = 1
EXIT_BAD_INPUT = 2
EXIT_STORE = 3
EXIT_SOME_RUNS_FAILED = 4
EXIT_INTERRUPTED = 130


class Fault(NamedTuple):
    """One thing that is wrong with an input.

    Parameters
    ----------
    file
        File (or command-line option) that holds the fault.
    key
        Dotted path of the key inside the file, empty for the file itself.
    value
        What was given, as the user wrote it.
    allowed
        What would be accepted, in words.
    nearest
        The nearest valid name, or empty.
    """

    file: str
    key: str
    value: str
    allowed: str
    nearest: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        hint = f" (nearest: {self.nearest})" if self.nearest else ""
        given = f" is {self.value};" if self.value else ":"
        return f"{where}{given} allowed: {self.allowed}{hint}"


class IwsimError(Exception):
    """Base of every error that a user can mend."""

    exit_code = EXIT_FAULT_OF_OURS


class ScenarioError(IwsimError):
    """A scenario, an override or an argument is wrong.

    Parameters
    ----------
    faults
        Every fault found, never only the first.
    """

    exit_code = EXIT_BAD_INPUT

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Fault, ...]]]:
        """Travel from a worker with all faults."""
        return type(self), (self.faults,)


class DesignError(IwsimError):
    """A study or a comparison asks for something that its design does not allow."""

    exit_code = EXIT_BAD_INPUT


class RunError(IwsimError):
    """A run failed; the message says which, in which week, and how to repeat it alone."""

    exit_code = EXIT_SOME_RUNS_FAILED


class StoreError(IwsimError):
    """Results cannot be read or written, or belong to another version of the model."""

    exit_code = EXIT_STORE

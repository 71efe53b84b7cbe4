"""Where the files that travel with iwsim are: scenarios and study definitions.

In a checkout they are the folders beside the package, so that an edit is used at once; in an
installed wheel they were copied into the package. Nothing else may know which of the two it is.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_INCLUDED = _PACKAGE / "_shipped"


def is_checkout() -> bool:
    """Return whether the package runs from a checkout and not from an installed wheel."""
    return (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "configs").is_dir()


def _shipped_folder(name: str) -> Path:
    return (_CHECKOUT if is_checkout() else _INCLUDED) / name


def configs_folder() -> Path:
    """Return the folder of the shipped scenarios, one TOML file each."""
    return _shipped_folder("configs")


def experiments_folder() -> Path:
    """Return the folder of the shipped study definitions."""
    return _shipped_folder("experiments")

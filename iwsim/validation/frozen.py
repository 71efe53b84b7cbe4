"""What is frozen before patterns are judged: defaults and functional forms, as one hash."""

import ast
from functools import cache
from pathlib import Path
from typing import Any

import iwsim
from iwsim.parameters import PARAMETERS
from iwsim.scenario import load_scenario
from iwsim.study.keys import canonical, sha256
from iwsim.week import WEEK

_PACKAGE = Path(iwsim.__file__).resolve().parent
_FORMS = ("processes", "world", "measuring")
_SCENARIOS = ("rochdale", "tower")
"""Those in which patterns are tried."""


@cache
def frozen() -> str:
    """Return the SHA-256 of all defaults and functional forms.

    It covers every parameter's name, default and kind; the values of the scenarios in which
    patterns are tried; the order of the week; and the sources of its processes, of the estate and
    of what is measured, without their comments, docstrings and layout. It is narrower than the
    model's fingerprint: what changes here can change what a rule says.
    """
    return sha256(
        canonical(
            {
                "defaults": {
                    key: [parameter.default, parameter.kind]
                    for key, parameter in PARAMETERS.items()
                },
                "scenarios": {name: load_scenario(name).resolved() for name in _SCENARIOS},
                "week": [process.name for process in WEEK],
                "forms": {
                    path.relative_to(_PACKAGE).as_posix(): form(path.read_text(encoding="utf-8"))
                    for room in _FORMS
                    for path in sorted((_PACKAGE / room).rglob("*.py"))
                },
            }
        )
    )


def form(source: str) -> str:
    """Return the SHA-256 of what a source does: comments, docstrings and layout left out."""
    return sha256(_said(ast.parse(source)))


def _said(part: Any) -> str:
    """Return a part of a syntax tree as text; empty fields, which vary by Python, are left out."""
    if isinstance(part, ast.AST):
        fields = ",".join(
            f"{name}={_said(value)}"
            for name, value in ast.iter_fields(part)
            if value is not None and value != []
        )
        return f"{type(part).__name__}({fields})"
    if isinstance(part, list):
        return f"[{','.join(_said(one) for one in part if not _is_text(one))}]"
    return repr(part)


def _is_text(part: Any) -> bool:
    """Return whether a statement is nothing but a text, as a docstring is."""
    return (
        isinstance(part, ast.Expr)
        and isinstance(part.value, ast.Constant)
        and isinstance(part.value.value, str)
    )

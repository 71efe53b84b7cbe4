"""The house rules that a machine can hold: floors, imports, sizes, names, kernels' arithmetic."""

import ast
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import iwsim
from tests import kernel_arithmetic
from tests.public_api import public_api

PACKAGE = Path(iwsim.__file__).parent
CHECKOUT = PACKAGE.parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in SOURCES
}
HEAVY = (
    "numba", "mesa", "pandas", "matplotlib", "pyarrow", "SALib", "dask", "sklearn",
)  # fmt: skip
LINES_ALLOWED = 400
ROOMS_WITH_PYTHON = ("docs", "experiments", "iwsim", "tests")
FILES = [
    path.relative_to(CHECKOUT).as_posix()
    for room in ROOMS_WITH_PYTHON
    for path in sorted((CHECKOUT / room).rglob("*.py"))
]

KNOWN_TO_KERNELS = {
    name
    for tree in TREES.values()
    for name in (
        {kernel.name for kernel in kernel_arithmetic.kernels(tree)} | kernel_arithmetic.tuples(tree)
    )
}
KERNELS = {
    f"{path}:{kernel.name}": (kernel, kernel_arithmetic.callable_in(tree, KNOWN_TO_KERNELS))
    for path, tree in TREES.items()
    for kernel in kernel_arithmetic.kernels(tree)
}


def test_floors_hold_and_there_are_no_circles(capsys):
    status = lint_imports(
        config_filename=str(CHECKOUT / "pyproject.toml"), no_cache=True, no_logo=True
    )
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("path", TREES)
def test_rooms_import_at_the_top(path):
    inside = [
        node.lineno
        for function in ast.walk(TREES[path])
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_small(path):
    lines = len((CHECKOUT / path).read_text(encoding="utf-8").splitlines())
    assert lines < LINES_ALLOWED


def test_files_beside_the_package_are_looked_at():
    assert {"docs/generate_odd.py", "iwsim/model.py", "tests/test_house.py"} <= set(FILES)


def _loaded_after(program):
    report = f"import sys\n{program}\nprint('loaded:', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.rsplit("loaded:", maxsplit=1)[1].split())


@pytest.mark.parametrize(
    "program",
    [
        "import iwsim; iwsim.__version__; dir(iwsim)",
        "import runpy\n"
        "sys.argv = ['iwsim', '--help']\n"
        "try:\n    runpy.run_module('iwsim', run_name='__main__')\n"
        "except SystemExit as end:\n    assert end.code in (0, None)",
    ],
    ids=["import", "help"],
)
def test_heavy_libraries_are_loaded_only_when_used(program):
    loaded = _loaded_after(program)
    assert "iwsim" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_every_public_name_is_there():
    assert set(iwsim.__all__) <= set(dir(iwsim))
    for name in iwsim.__all__:
        assert getattr(iwsim, name) is not None


@pytest.mark.parametrize("name", ["simulate", "_rooms"])
def test_an_unknown_name_is_refused_in_the_usual_words(name):
    with pytest.raises(AttributeError, match=f"module 'iwsim' has no attribute '{name}'"):
        getattr(iwsim, name)


def test_the_public_api_is_the_one_agreed():
    assert public_api() == (Path(__file__).parent / "api.txt").read_text(encoding="utf-8")


def test_the_command_is_installed():
    (command,) = entry_points(group="console_scripts", name="iwsim")
    assert command.value == "iwsim.cli:main"


def test_there_are_kernels():
    assert KERNELS


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_holds_only_arithmetic_with_the_same_bits_everywhere(name):
    kernel, callable_names = KERNELS[name]
    assert kernel_arithmetic.refusals(kernel, callable_names) == []


@pytest.mark.parametrize(
    "line",
    [
        "y = x**2",
        "x **= 0.5",
        "y = 2.0 ** -x",
        "y = a @ b",
        "y = np.exp(x)",
        "y = np.sum(a)",
        "y = a.sum()",
        "y = sum(a)",
        "y = math.hypot(x, x)",
        "y = math.gamma(x)",
        "y = unknown(x)",
        "print(x)",
    ],
)
def test_arithmetic_that_differs_is_found(line):
    tree = ast.parse(f"@kernel\ndef rule(x, a, b):\n    {line}\n")
    (rule,) = kernel_arithmetic.kernels(tree)
    assert [where for where, _ in kernel_arithmetic.refusals(rule, {"rule"})] == [3]


def test_arithmetic_that_does_not_differ_is_let_through():
    source = """
from iwsim.luck import Luck, uniform as drawn

class Pair(NamedTuple):
    x: float

@kernel
def half(x):
    return 0.5 * x

@kernel
def rule(a, luck):
    a[:] = 0.0
    for i in range(len(a)):
        a[i] += max(math.exp(-half(a[i])), math.pow(a[i], 1.7), abs(min(0.0, math.floor(a[i]))))
        a[i] = drawn(luck, i, 0, 0) if a[i] > 1.0 else int(a[i]) % 2 + a.size // 3
    return Pair(a[0])
"""
    tree = ast.parse(source)
    callable_names = kernel_arithmetic.callable_in(tree, {"Luck", "uniform"})
    assert callable_names == {"Luck", "drawn", "Pair", "half", "rule"}
    for kernel in kernel_arithmetic.kernels(tree):
        assert kernel_arithmetic.refusals(kernel, callable_names) == []

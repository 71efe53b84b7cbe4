"""What may stand in a kernel: only arithmetic whose bits are the same everywhere.

Powers, NumPy's own functions and sums give other bits with and without the JIT or from one
processor to the next, so a kernel spells them out with the few functions that do not.
"""

import ast
import builtins

MATHS = {"exp", "log", "log1p", "expm1", "tanh", "pow", "sqrt", "erf", "erfc", "floor"}
CONSTANTS = {"pi", "e", "inf", "nan"}
BUILTINS = {"abs", "bool", "enumerate", "float", "int", "len", "max", "min", "range", "round"}
NUMPY = {"empty", "zeros", "ones", "full", "int64", "float64"}
REFUSED_OPERATORS = (ast.Pow, ast.MatMult)
REFUSED_STATEMENTS = (ast.Try, ast.With, ast.Raise, ast.Import, ast.ImportFrom, ast.Global)


def kernels(tree):
    """Return the functions of a module that are compiled."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            ast.unparse(decorator) in {"inlined", "kernel", "part"}
            for decorator in node.decorator_list
        )
    ]


def tuples(tree):
    """Return the names of the NamedTuples of a module: a kernel may make one."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base) == "NamedTuple" for base in node.bases)
    }


def imported(tree):
    """Return the names that a module imports from others, as they are called there and here."""
    return {
        alias.asname or alias.name: alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _call_is_allowed(call, callable_names):
    match call.func:
        case ast.Name(id=name):
            return name in callable_names or name in BUILTINS
        case ast.Attribute(value=ast.Name(id="math"), attr=name):
            return name in MATHS
        case ast.Attribute(value=ast.Name(id="np"), attr=name):
            return name in NUMPY
    return False


def refusals(kernel, callable_names):
    """Return what stands in a kernel and must not, each with its line.

    Parameters
    ----------
    kernel
        Syntax tree of the function.
    callable_names
        Kernels and NamedTuples, as they are called in the file that holds the kernel.
    """
    found = []
    for node in ast.walk(ast.Module(body=kernel.body, type_ignores=[])):
        refused = (
            (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, REFUSED_OPERATORS))
            or (isinstance(node, ast.Call) and not _call_is_allowed(node, callable_names))
            or isinstance(node, REFUSED_STATEMENTS)
        )
        if refused:
            found.append((node.lineno, ast.unparse(node)))
    return found


def callable_in(tree, known):
    """Return the names by which a module may call compiled functions and NamedTuples.

    Parameters
    ----------
    tree
        Syntax tree of the module.
    known
        Names of all kernels and NamedTuples of the package.
    """
    own = {node.name for node in kernels(tree)} | tuples(tree)
    foreign = {here for here, there in imported(tree).items() if there in known}
    return (own | foreign) - set(dir(builtins))

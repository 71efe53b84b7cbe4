"""The public names of iwsim with their signatures, as they are written in the source.

After a wanted change: ``python tests/public_api.py > tests/api.txt``.
"""

import ast
import inspect
import textwrap

import iwsim


def _parsed(thing):
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(thing))).body
    return node


def _signature(node):
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){returns}"


def _is_public(node):
    return not node.name.startswith("_") or node.name == "__init__"


def _members(node):
    """Yield a line for each public field, property and method of a class."""
    for member in node.body:
        if isinstance(member, ast.FunctionDef) and _is_public(member):
            decorators = [ast.unparse(decorator) for decorator in member.decorator_list]
            setters = [name for name in decorators if name.endswith(".setter")]
            mark = "".join(f"@{name} " for name in decorators)
            yield f"    {mark}{_signature(member)}" if not setters else f"    {setters[0]}"
        elif isinstance(member, ast.AnnAssign) and not ast.unparse(member.target).startswith("_"):
            yield f"    {ast.unparse(member)}"


def public_api():
    """Return one line a name, and below a class one line a public member."""
    lines = []
    for name in sorted(iwsim.__all__):
        thing = getattr(iwsim, name)
        if inspect.isclass(thing):
            node = _parsed(thing)
            bases = ", ".join(ast.unparse(base) for base in node.bases)
            lines.append(f"class {name}({bases})" if bases else f"class {name}")
            lines.extend(_members(node))
        elif inspect.isfunction(thing):
            lines.append(_signature(_parsed(thing)))
        else:
            lines.append(f"{name}: {type(thing).__name__}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(public_api(), end="")

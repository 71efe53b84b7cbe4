"""Print the bits of short runs; run with the JIT on and off by the test beside it."""

import hashlib
import sys

from iwsim.kernel import is_compiled, signatures
from iwsim.model import IntegratedWorkingModel
from tests.model.bits import fingerprints, tower


def main():
    base = IntegratedWorkingModel(tower(14, 6, 20), "siloed", 7)
    base.compile()
    base.advance(20)
    print("compiled" if is_compiled() else "plain")
    for arm in ("siloed", "siloed_same_money", "colocated_team"):
        model = base.branch(arm)
        model.run()
        for name, digest in fingerprints(model).items():
            print(arm, name, digest)
    numbers = [model.branching_number(), model.branching_number(bound=True), model.criticality]
    print(hashlib.sha256(repr(numbers).encode()).hexdigest())
    print(";".join(signatures_of_kernels()), file=sys.stderr)


def signatures_of_kernels():
    """Return every kernel that was compiled, with how many signatures it has."""
    kernels = {
        f"{thing.__module__}.{thing.__name__}": signatures(thing)
        for name, module in list(sys.modules.items())
        if name.startswith("iwsim")
        for thing in vars(module).values()
        if hasattr(thing, "py_func") and hasattr(thing, "signatures")
    }
    return [f"{name}={count}" for name, count in sorted(kernels.items())]


if __name__ == "__main__":
    main()

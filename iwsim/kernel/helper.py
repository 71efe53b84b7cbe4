"""A process that compiles kernels into the cache for another: ``python -m iwsim.kernel.helper``."""

from iwsim.kernel.compiling import help_out

if __name__ == "__main__":
    help_out()

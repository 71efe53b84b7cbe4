"""Run the command line with ``python -m iwsim``."""

import sys

from iwsim.cli import main

if __name__ == "__main__":
    sys.exit(main())

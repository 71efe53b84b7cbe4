"""The scripts that write pages stand in a folder of their own, and import each other by name."""

import sys

from tests.docs.pages import DOCS

sys.path.insert(0, str(DOCS))

"""Study files for tests."""

from iwsim.sweep.read import load_study

SMALL = """
title = "Small"
scenario = "tower"
weeks = 8
reference = "siloed"
arms = ["siloed", "colocated_team"]
replicates = 2
outcomes = ["incidents", "net_money"]
"""


def study_of(folder, text):
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8")
    return load_study(str(path))

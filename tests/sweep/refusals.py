"""Broken study files, and the messages that they give.

After a wanted change of messages: ``python -m tests.sweep.refusals`` in the checkout writes
``golden_refusals.txt`` anew; read what changed before you keep it.
"""

import tempfile
from pathlib import Path

from iwsim.errors import IwsimError
from iwsim.sweep.read import load_study

GOLDEN = Path(__file__).with_name("golden_refusals.txt")
HEAD = """
title = "Broken"
scenario = "tower"
weeks = 8
reference = "siloed"
arms = ["siloed", "colocated_team"]
outcomes = ["incidents", "net_money"]
"""
SOBOL = '[design]\nmethod = "sobol"\nsamples = 16\n'
TWO = '[factors]\n"asb.contagion" = {}\n"needs.coupling" = {}\n'

FILES = {
    "no TOML": "title = Broken\n",
    "an unknown key": HEAD + "replicats = 3\n",
    "no scenario": HEAD.replace('scenario = "tower"', ""),
    "an unknown scenario": HEAD.replace("tower", "towr"),
    "an unknown outcome": HEAD.replace("incidents", "incidens"),
    "a ratio of money": HEAD.replace("net_money", "benefit_cost_ratio"),
    "an unknown measure": HEAD + 'measure = "ratio"\n' + SOBOL + TWO,
    "an unknown method": HEAD + '[design]\nmethod = "saltelli"\n' + TWO,
    "samples of a Sobol design that are no power of two": HEAD
    + SOBOL.replace("16", "100") + TWO,
    "samples as a text": HEAD + SOBOL.replace("16", '"many"') + TWO,
    "too few samples for FAST": HEAD + '[design]\nmethod = "fast"\nsamples = 64\n' + TWO,
    "samples of a grid": HEAD + "[design]\nsamples = 3\n[factors.a]\nlow = {}\nhigh = {}\n",
    "odd levels of Morris": HEAD + '[design]\nmethod = "morris"\nlevels = 5\n' + TWO,
    "seed 0 of a sample": HEAD + "seed = 0\n" + SOBOL + TWO,
    "a design without factors": HEAD + SOBOL,
    "one factor": HEAD + SOBOL + '[factors]\n"asb.contagion" = {}\n',
    "a factor that sets nothing known": HEAD + SOBOL + TWO + '"asb.contagon" = {}\n',
    "a factor of an unknown arm": HEAD + SOBOL + TWO
    + 'm = { sets = "arms.team.meeting_frequency" }\n',
    "a factor of an unknown ingredient": HEAD + SOBOL + TWO
    + 'm = { sets = "arms.colocated_team.meetings" }\n',
    "a factor of an unknown agency": HEAD + SOBOL + TWO
    + 'm = { sets = "agency.landlrd.caseload_cap", range = [20, 30] }\n',
    "a range beyond what is allowed": HEAD + SOBOL + TWO
    + '"asb.guardianship" = { range = [0.1, 0.9] }\n',
    "a range the wrong way round": HEAD + SOBOL + TWO
    + '"asb.guardianship" = { range = [0.4, 0.1] }\n',
    "a range of an arm that is not there": HEAD + SOBOL + TWO
    + 'v = { sets = "arms.colocated_team.voluntary", range = ["siloed", "team"] }\n',
    "two arms without a difference": HEAD + SOBOL + TWO
    + 'v = { sets = "arms.colocated_team.ramp", range = ["siloed", "colocated_team"] }\n',
    "no plausible range": HEAD + SOBOL + TWO
    + 'p = { sets = "arms.colocated_team.extra_posts.police" }\n',
    "a factor with the name of a column": HEAD + SOBOL + TWO + 'arm = { sets = "asb.memory" }\n',
    "halves of whole numbers": HEAD + SOBOL + TWO
    + 'c = { sets = "agency.police.caseload_cap", range = [8, 9.5], kind = "integer" }\n',
    "values and a range": HEAD + SOBOL + TWO
    + 'c = { sets = "agency.police.caseload_cap", range = [8, 9], values = [8, 9] }\n',
    "a value twice": HEAD + "[factors]\n\"asb.contagion\" = { values = [0.1, 0.1] }\n",
    "a range in a grid": HEAD + TWO,
    "two factors that set the same": HEAD + SOBOL + TWO + 'again = { sets = "needs.coupling" }\n',
    "an unknown key of a factor": HEAD + SOBOL + TWO
    + '"asb.memory" = { rang = [0.2, 0.4] }\n',
    "a pattern that no parameter is like": HEAD + SOBOL.replace(
        "samples", 'every = "uncertanty"\nsamples'),
    "except without every": HEAD + SOBOL + 'except = ["asb.*"]\n' + TWO,
    "a list without a file": HEAD + '[design]\nmethod = "list"\n' + TWO,
    "a list whose file is not there": HEAD
    + '[design]\nmethod = "list"\nfile = "nowhere.csv"\n' + TWO,
    "a list that is broken": HEAD + '[design]\nmethod = "list"\nfile = "points.csv"\n' + TWO,
    "settings and factors": HEAD + "[settings.a]\n" + TWO,
    "a point that breaks a rule": HEAD
    + '[settings.a]\n"arms.colocated_team.ramp" = 20\n',
    "all of it": HEAD.replace("incidents", "incidens") + "replicates = 0\n"
    + SOBOL.replace("sobol", "sobel") + '[factors]\n"asb.contagon" = {}\n',
}  # fmt: skip
POINTS = "asb.contagion,needs.copling\n0.2,0.1\n7,0.2\n,0.3\n"


def message_of(text, folder):
    """Return what the file of a study says that is refused."""
    path = Path(folder) / "broken.toml"
    path.write_text(text, encoding="utf-8")
    (Path(folder) / "points.csv").write_text(POINTS, encoding="utf-8")
    try:
        load_study(str(path))
    except IwsimError as error:
        return str(error).replace("\\", "/").replace(f"{Path(folder).as_posix()}/", "")
    return "NOT REFUSED"


def golden_text(messages):
    """Return all messages as one text."""
    return "".join(f"{name}\n    {said.replace(chr(10), chr(10) + '    ')}\n\n" for name, said in
                   messages.items())  # fmt: skip


def messages():
    """Return what every broken file gives."""
    with tempfile.TemporaryDirectory() as folder:
        return {name: message_of(text, folder) for name, text in FILES.items()}


if __name__ == "__main__":
    GOLDEN.write_text(golden_text(messages()), encoding="utf-8")

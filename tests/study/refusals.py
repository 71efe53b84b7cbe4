"""Wrong arguments of a comparison and of a model, and the messages that they give.

After a wanted change of messages: ``python -m tests.study.refusals`` in the checkout writes
``golden_refusals.txt`` anew; read what changed before you keep it.
"""

from pathlib import Path

import numpy as np

from iwsim.errors import ScenarioError
from iwsim.model import IntegratedWorkingModel
from iwsim.scenario import load_scenario
from iwsim.study.compare import compare

GOLDEN = Path(__file__).with_name("golden_refusals.txt")
TOWER = load_scenario("tower")
TWO = ("siloed", "colocated_team")
BEYOND = 2**32

CASES = {
    "a name in place of a scenario": lambda: compare("tower", TWO),
    "arms as a bare name": lambda: compare(TOWER, "siloed"),
    "arms as a set": lambda: compare(TOWER, {"siloed"}),
    "no arms": lambda: compare(TOWER, ()),
    "an arm twice": lambda: compare(TOWER, ("siloed", "siloed")),
    "an unknown arm": lambda: compare(TOWER, ("siloed", "colocated_taem")),
    "an arm as a number": lambda: compare(TOWER, ("siloed", 2)),
    "seed as a text": lambda: compare(TOWER, TWO, seed="1"),
    "seed of none": lambda: compare(TOWER, TWO, seed=None),
    "seed below": lambda: compare(TOWER, TWO, seed=-1),
    "seed above": lambda: compare(TOWER, TWO, seed=BEYOND),
    "seed of a thousand digits": lambda: compare(TOWER, TWO, seed=10**5000),
    "replicates in halves": lambda: compare(TOWER, TWO, replicates=2.5),
    "replicates as a truth value": lambda: compare(TOWER, TWO, replicates=True),
    "replicates as a column": lambda: compare(TOWER, TWO, replicates=np.array([1, 2])),
    "replicates above": lambda: compare(TOWER, TWO, replicates=BEYOND + 1),
    "workers as a text": lambda: compare(TOWER, TWO, workers="2"),
    "no workers": lambda: compare(TOWER, TWO, workers=0),
    "flags as texts": lambda: compare(TOWER, TWO, processes="no", force="no"),
    "a folder as a number": lambda: compare(TOWER, TWO, out=3),
    "progress as a flag": lambda: compare(TOWER, TWO, progress=True),
    "all of it": lambda: compare(
        None, "siloed", 2.5, "1", workers="2", processes=1, out=0, force=None, progress="bar"
    ),
    "a model of a name": lambda: IntegratedWorkingModel("tower", seed="1"),
    "a model of an unknown arm": lambda: IntegratedWorkingModel(TOWER, "siload"),
    "a model beyond the seeds": lambda: IntegratedWorkingModel(
        TOWER, seed=BEYOND, replicate=BEYOND
    ),
    "a model of halves": lambda: IntegratedWorkingModel(TOWER, None, seed=True, replicate=0.5),
    "a branch to nowhere": lambda: IntegratedWorkingModel(TOWER, seed=0).branch("siload"),
}


def message_of(call):
    """Return what a call says that is refused."""
    try:
        call()
    except ScenarioError as error:
        return str(error)
    return "ACCEPTED"


def golden_text(messages):
    """Return the text of the golden file from message by case."""
    return "\n".join(f"== {name}\n{message}\n" for name, message in messages.items())


if __name__ == "__main__":
    GOLDEN.write_text(
        golden_text({name: message_of(call) for name, call in CASES.items()}), encoding="utf-8"
    )

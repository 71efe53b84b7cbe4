"""Put the words of the generator, as they are addressed, through dieharder; write `docs/luck.md`.

Run it from the checkout as ``python -m tests.battery.dieharder``. It takes some minutes, and needs
the program (Debian: ``apt-get install dieharder``).
"""

import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

from tests.battery.addresses import ADDRESSINGS, DRAWS, KEYS, SEED, WEEKS, people, words_of

PAGE = Path(__file__).parents[2] / "docs" / "luck.md"
TESTS = (0, 3, 4, 8, 9, 10, 11, 12, 15, 16, 100, 102, 202, 203, 204, 205, 206, 207, 208, 209)
"""Numbers of the tests that dieharder calls reliable, less the longest."""
WEAK = 0.005
FAILED = 1e-6
"""Dieharder's own bounds, to either side."""
CERTAINTY = 0.05
OTHER_SEED = 1_000_001
"""Where the seeds begin on whose words a weak test is repeated."""
COMMAND = ("dieharder", "-g", "200", "-c", ",", "-D", "test_name", "-D", "ntuple", "-D", "pvalues")
"""Test what comes in by standard input; print name, tuple and p-value of every test."""


class Verdict(NamedTuple):
    """One p-value: of which test, the how manieth of that test, and what the test calls it."""

    number: int
    place: int
    name: str
    p: float


def verdicts(addressing, test, seed=SEED):
    """Return the p-values of a test on the words of an addressing."""
    running = subprocess.Popen(
        [*COMMAND, "-d", str(test)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert running.stdin is not None and running.stdout is not None
    try:
        for chunk in words_of(addressing, seed):
            running.stdin.write(chunk)
        running.stdin.close()
    except BrokenPipeError:  # it has read enough
        pass
    lines = running.stdout.read().decode().splitlines()
    assert running.wait() == 0
    rows = [line.split(",") for line in lines if not line.startswith("#")]
    return [
        Verdict(test, place, f"{name.strip()} {ntuple.strip()}", float(p))
        for place, (name, ntuple, p, *_) in enumerate(rows)
    ]


def from_an_end(p):
    """Return how far p-values are from the nearer of 0 and 1."""
    return np.minimum(p, 1.0 - np.asarray(p))


def row(name, p):
    """Return a line of the table."""
    away = from_an_end(p)
    weak = int(((away < WEAK) & (away >= FAILED)).sum())
    failed = int((away < FAILED).sum())
    return f"| {name} | {len(p)} | {min(p):.2g} | {max(p):.4f} | {weak} | {failed} |"


def repeated(found):
    """Return each weak p-value, by addressing, with that of the same test on the other seeds."""
    return [
        (one.name, weak, verdicts(one, weak.number, OTHER_SEED)[weak.place].p)
        for one in ADDRESSINGS
        for weak in found[one.name]
        if from_an_end(weak.p) < WEAK
    ]


def text(found, again, minutes):
    """Return the page."""
    p = np.array([one.p for those in found.values() for one in those])
    away = from_an_end(p)
    weak, failed = int((away < WEAK).sum()), int((away < FAILED).sum())
    chance = stats.binom.sf(weak - 1, p.size, 2.0 * WEAK)
    alarm = 0.5 * CERTAINTY / p.size
    each = [row(name, [one.p for one in those]) for name, those in found.items()]
    marked = [f"| {name} | {one.name} | {one.p:.4f} | {p:.4f} |" for name, one, p in again]
    still = sum(from_an_end(p) < WEAK for *_, p in again)
    numbers = ", ".join(map(str, TESTS))
    raised = "raises an alarm" if away.min() < alarm else "raises no alarm"
    return f"""# The generator under test

Written by `python -m tests.battery.dieharder`; change nothing by hand.

Every draw of the model is a function of its address: who, partner or domain, week, draw of the \
week, stream, and the key made from seed and replicate (`iwsim/luck.py`). A generator that is good \
when its counter runs from 0 upwards may still show a pattern when the model walks through its \
addresses in another order. So the words were tested in the order of addresses, once with each \
part of an address as the fastest index. The others follow behind it: the {people().size:,} \
residents of `rochdale` by their own addresses, 7 domains, {WEEKS} weeks, {DRAWS} draws, all \
streams, and {KEYS:,} keys from seed {SEED} on. `tests/battery/test_addresses.py` holds that these \
words are the model's draws.

The tests are those that dieharder {version()} calls reliable, numbers {numbers}. Left out are \
1, 2, 13, 17, 101 and 201, which take longest, and 200, which does not run by itself. Each reads \
the words from its beginning by standard input. All \
of it took {minutes:.0f} minutes. To repeat it on Debian:

```sh
apt-get install dieharder
python -m tests.battery.dieharder
```

One test is `{" ".join(COMMAND)} -d NUMBER`, with the words on its standard input.

| fastest index | p-values | smallest | largest | weak | failed |
| --- | --- | --- | --- | --- | --- |
{chr(10).join(each)}

*Weak* is dieharder's word for a p-value within {WEAK} of 0 or 1, *failed* for one within \
{FAILED:g}.

- Of a perfect generator's {p.size} p-values, {2.0 * WEAK * p.size:.1f} are weak on average. Here \
{weak} are; as many or more come by chance in {100.0 * chance:.0f} per cent of such batteries \
(binomial; the 30 p-values of one serial test are not independent, so this is a guide).
- Of a perfect generator's batteries, 1 in {1.0 / (2.0 * FAILED * p.size):,.0f} has a failed \
p-value. Here {failed} are.
- One alarm for the whole battery, false in at most {100.0 * CERTAINTY:.0f} per cent (Bonferroni \
over {p.size} two-sided p-values), asks for a p-value within {alarm:.2g} of 0 or 1. The nearest is \
{away.min():.2g} away, which {raised}.

Each weak test was repeated once on other words, those of the seeds from {OTHER_SEED:,} on. \
Weak again: {still} of {len(again)}.

| fastest index | test | p-value | p-value on the other seeds |
| --- | --- | --- | --- |
{chr(10).join(marked)}
"""


def version():
    """Return the version of the program."""
    said = subprocess.run(["dieharder", "-V"], capture_output=True, text=True, check=True).stdout
    return said.strip().splitlines()[-1]


def main():
    began = time.monotonic()
    found = {
        one.name: [verdict for test in TESTS for verdict in verdicts(one, test)]
        for one in ADDRESSINGS
    }
    again = repeated(found)
    PAGE.write_text(text(found, again, (time.monotonic() - began) / 60.0), encoding="utf-8")


if __name__ == "__main__":
    main()

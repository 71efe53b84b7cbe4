"""The studies of the pages as they stand, but for their size."""

from iwsim.sweep import read
from iwsim.sweep.read import load_study

LENGTHS = {"weeks": 8, "baseline": 2, "spin_up": 4}
FEWEST = {"latin_hypercube": 50, "morris": 4, "sobol": 8, "fast": 65}
"""Samples with which a design of each method can be analysed at all."""


def small_study(monkeypatch):
    """Return what loads a study with short runs, one replicate and the fewest samples.

    A page that extends its design gets twice as many.
    """
    read_tables = read.read_tables

    def small_tables(path, label):
        tables = read_tables(path, label)
        if "scenario" not in tables:
            return tables
        small = {**tables, **LENGTHS, "replicates": 1}
        fewest = FEWEST.get(method_of(tables))
        if fewest is not None:
            small["design"] = {**tables["design"], "samples": fewest}
        return small

    def method_of(tables):
        return tables.get("design", {}).get("method", "grid")

    def small(name, *, samples=None, replicates=None, **given):
        path, label = read._located(str(name))
        fewest = FEWEST.get(method_of(read_tables(path, label)))
        with monkeypatch.context() as patch:
            patch.setattr(read, "read_tables", small_tables)
            return load_study(name, samples=samples and 2 * fewest, **given)

    return small

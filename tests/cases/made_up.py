"""A case study made of numbers alone."""

from iwsim.cases.case import Case, at_defaults


class Counting:
    """Measures without a run, and counts how often it was asked."""

    def __init__(self):
        self.asked = []
        self.stops_after = None

    def __call__(self, scenario, replicate):
        if self.stops_after is not None and len(self.asked) >= self.stops_after:
            raise KeyboardInterrupt
        self.asked.append(replicate)
        return {"gain": scenario.parameters["asb"].contagion + replicate / 3}


def made_up(measure, **changes):
    given = {
        "key": "tower",
        "title": "A case",
        "question": "How large is it?",
        "evidence": ("E001",),
        "scenario": "tower",
        "measure": measure,
        "answer": lambda table: (f"It is {at_defaults(table)['gain'].mean():.3g}.", "More."),
        "draw": lambda table: {},
        "replicates": 10,
        **changes,
    }
    return Case(**given)

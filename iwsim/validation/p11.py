"""P11: a shared office speeds talk and detection."""

from iwsim.state import EVENTS
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read, compared
from iwsim.validation.runs import AFTER

_TOLD = EVENTS.index("shared")

_CONTRAST = (
    "team that shares an office four fifths of the week against the same team in scattered "
    "offices, all weeks after the switch"
)
_NO_OFFICE = Setting(
    "a shared office brings neither contact nor a word between meetings",
    {"communication.contact_office": 0.0, "allocation.early_contact": 0.0},
)
_WEAK_OFFICE = Setting(
    "a shared office brings little contact and few words between meetings",
    {"communication.contact_office": 0.02, "allocation.early_contact": 0.01},
)

_CELLS = {"apart": Cell(TEAM, {"co_location": 0.0}), "together": Cell(TEAM, {"co_location": 0.8})}


def _told(read: Read, cell: str) -> float:
    return float(read.end(cell)["events"][_TOLD] - read.switch(cell)["events"][_TOLD])


_WHY_NOT_EARLIER = (
    "Needs become known hardly sooner: a worker who knows the person notices more, and what the "
    "office adds to that knowledge is little. Known needs are met sooner, so that those which are "
    "left, and come to a crisis, are a little more often the ones that nobody knows."
)

PATTERN = Pattern(
    claim=CLAIMS["P11"],
    scenario="rochdale",
    clauses=(
        Clause("contacts",
               "needs that workers of one agency hear of from another (useful contacts), sum",
               _CONTRAST, "up", "M", _NO_OFFICE, _WEAK_OFFICE),
        Clause("early", "share of crises whose need was known at least four weeks before",
               _CONTRAST, "up", "C", _NO_OFFICE, _WEAK_OFFICE, A_STATE, relative=False,
               reason=_WHY_NOT_EARLIER),
        Clause("wait", "weeks from a need's being known to first help, at most 26", _CONTRAST,
               "down", "C", _NO_OFFICE, _WEAK_OFFICE),
        Clause("decision", "days from a gateway request to its decision", _CONTRAST, "down", "V",
               _NO_OFFICE, _WEAK_OFFICE, counts=False),
    ),
    pairs=Experiment(
        _CELLS,
        [
            lambda read: (_told(read, "together"), _told(read, "apart")),
            compared("together", "apart", "crises_known_share", AFTER),
            compared("together", "apart", "wait_help_weeks", AFTER),
            compared("together", "apart", "decision_days", AFTER),
        ],
    ),
)  # fmt: skip

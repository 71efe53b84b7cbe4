"""P17: a clear protocol shrinks the excuse of confidentiality."""

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Cell, Experiment, Read, compared
from iwsim.validation.runs import AFTER

_VAGUE, _CLEAR = {"sharing_protocol": 0.1}, {"sharing_protocol": 0.8}
_LITTLE_THREAT = {"power.threat_up": 0.02, "power.threat_down": 0.1}
_MUCH_THREAT = {"power.threat_up": 0.3, "power.threat_down": 0.02}

_OUTCOME = "share of what could be told that is refused as confidential"
_NO_EXCUSE = Setting("nobody names confidentiality as a reason", {"communication.excuse": 0.0})
_LITTLE_EXCUSE = Setting("confidentiality is named for one item in twenty where nothing is clear",
                         {"communication.excuse": 0.05})  # fmt: skip
_NO_LOSS = Setting("no loss of power is felt, so that nothing can grow into a threat",
                   {"power.loss_up": 0.0})  # fmt: skip
_LITTLE_LOSS = Setting("loss of power is felt at the low plausible end", {"power.loss_up": 0.01})

_CELLS = {
    "vague": Cell(TEAM, _VAGUE),
    "clear": Cell(TEAM, _CLEAR),
    "vague, calm": Cell(TEAM, _VAGUE, after=_LITTLE_THREAT),
    "clear, calm": Cell(TEAM, _CLEAR, after=_LITTLE_THREAT),
    "vague, threatened": Cell(TEAM, _VAGUE, after=_MUCH_THREAT),
    "clear, threatened": Cell(TEAM, _CLEAR, after=_MUCH_THREAT),
}


def _change(read: Read, mood: str) -> float:
    clear, vague = (read(f"{word}, {mood}", "refusal_share", AFTER) for word in ("clear", "vague"))
    return clear - vague


PATTERN = Pattern(
    claim=CLAIMS["P17"],
    scenario="rochdale",
    clauses=(
        Clause("refusals", _OUTCOME,
               "team with a protocol of 0.8 against the same team with one of 0.1, all weeks after "
               "the switch", "down", "M", _NO_EXCUSE, _LITTLE_EXCUSE, A_STATE, relative=False),
        Clause("less under threat", f"change, through the protocol, of the {_OUTCOME}",
               "where threat grows fast and fades slowly against slowly and fast, all at the ends "
               "of the plausible ranges, from the switch on", "up", "M", _NO_LOSS, _LITTLE_LOSS,
               A_STATE, relative=False),
    ),
    pairs=Experiment(
        _CELLS,
        [
            compared("clear", "vague", "refusal_share", AFTER),
            lambda read: (_change(read, "threatened"), _change(read, "calm")),
        ],
    ),
)  # fmt: skip

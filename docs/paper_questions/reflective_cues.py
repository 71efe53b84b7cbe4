"""The ten reflective cues of the paper, spoken to from the published tables."""

from collections.abc import Sequence

from iwsim.sweep.results import NET
from paper_questions.published import DEMO_LEDGER, SILO, TEAM, effect, figure, ledger, scorecard
from paper_questions.words import HUNDRED, changes

_NAME = "reflective_cues"
_HELD = "sharing does not follow aims"
_ABOVE = f"In [one figure with the other cues](images/{_NAME}-effects.png)."
_CLAUSES = "In the [figure of the scorecard](images/scorecard.png), with all other clauses."
_NEW, _OLD = "no experience of joint work", "much experience of joint work"


def _of(arm: str, outcomes: Sequence[str], point: str = "as it is") -> str:
    return changes([effect(_NAME, arm, outcome, point) for outcome in outcomes])


def cues() -> list[tuple[str, list[str]]]:
    """Return each cue with what the model says to it."""
    return [
        ("Values made explicit", [_aims(), figure(_NAME, "effects")]),
        ("Leaders' commitment", [_support(), _ABOVE]),
        ("Centred on the person", [_person(), _ABOVE]),
        ("Honest conversations", [_honesty(), _ABOVE]),
        ("Start small, and finish", [_start(), _ABOVE]),
        ("Ripples", [_ripples(), _CLAUSES]),
        ("Challenges and tensions", [_tensions(), _ABOVE]),
        ("Losses and gains", [_both_sides()]),
        ("Crossing boundaries", [_boundaries(), _ABOVE]),
        ("Learning from outside", [_outside(), _ABOVE]),
    ]


def _aims() -> str:
    outcomes = ("serious_needs", "shared_share", "exhaustion", NET)
    return (
        "Shared aims at 0.2 in place of 0.8, all else as in the team: "
        f"{_of('few shared aims', outcomes)}. With what is told between agencies no longer "
        f"following aims: {_of('few shared aims', outcomes, _HELD)}. The difference between the "
        "two is what aims do through sharing; the rest they do by themselves. The model has "
        "nothing to say on which values are the right ones."
    )


def _support() -> str:
    outcomes = ("covert_resistance", "serious_needs", "exhaustion", NET)
    half = _of("support withdrawn after half a year", outcomes)
    late = _of("support withdrawn after 18 months", outcomes)
    return (
        f"Support from above withdrawn after half a year: {half}; after 18 months: {late}. The "
        "model's leaders are a level of support: who they are, and what they say at the moment of "
        "resistance, it does not know."
    )


def _person() -> str:
    outcomes = ("help_gini", "worst_tenth_needs", "serious_needs", "stress")
    silo = changes([effect(_NAME, SILO, outcome) for outcome in outcomes])
    return (
        f"Silos in place of the team: {silo} (all against the team). Helped persons and their "
        "neighbours are the same residents in turn here; what people think of each other's help is "
        "the outcome `unfairness`. Whose need should weigh more where two conflict is a "
        "judgement that the model leaves to its user."
    )


def _honesty() -> str:
    outcomes = ("professional_trust", "resident_trust", "open_conflict", "serious_needs")
    return (
        f"Closed dialogue among staff: {_of('closed dialogue', outcomes)}. Failures hidden from "
        f"residents: {_of('failures hidden', outcomes)}. Both: "
        f"{_of('closed dialogue, failures hidden', outcomes)}."
    )


def _start() -> str:
    outcomes = ("serious_needs", "resident_trust", "exhaustion", NET)
    return (
        f"Half as many seconded: {_of('half as many seconded', outcomes)}. A year to full "
        f"working: {_of('a year to full working', outcomes)}. Funding that ends after two years, "
        f"seen in the last 18 months of three: {_of('ended after two years', outcomes)}; after "
        f"one year: {_of('ended after a year', outcomes)}. Whether what is left after the end "
        "lies above the silo is pattern P32 of the [scorecard](scorecard.md)."
    )


def _ripples() -> str:
    clauses = scorecard()
    mine = clauses[(clauses["pattern"] == "P05") & clauses["counts"]]
    said = "; ".join(
        f"*{row['clause']}* {row['difference']:.3g} [{row['low']:.3g}, {row['high']:.3g}] "
        f"({row['verdict_after_holm']})"
        for _, row in mine.iterrows()
    )
    return (
        "One resident is made to desist, and the people whose stress falls are counted, in a tower "
        f"and in low blocks (pattern P05): {said}. Effects on people whom nobody meant to help are "
        "in every comparison, since incidents, stress and word of mouth do not stop at clients; "
        "effects beyond the estate are left out."
    )


def _tensions() -> str:
    outcomes = ("threat", "open_conflict", "covert_resistance", "exhaustion")
    silo = changes([effect(_NAME, SILO, outcome) for outcome in outcomes])
    return (
        f"Silos in place of the team: {silo}. Tension among residents is `unfairness` and `fear`, "
        "that between residents and services `fear_of_consequences`; quarrels between particular "
        "people are not in the model."
    )


def _both_sides() -> str:
    rows = ledger()
    mine = rows[rows["arm"] == TEAM]
    gain = int((mine["gain_low"] > 0.0).sum())
    loss = int((mine["gain_high"] < 0.0).sum())
    share = gain / max(gain + loss, 1) * HUNDRED
    return (
        f"Of the outcomes that are told apart, {gain} are gains of the team and {loss} are losses "
        f"({share:.0f} per cent gains): the two sides are questions 4 and 5 above, and in one "
        f"figure: ![ledger]({DEMO_LEDGER})"
    )


def _boundaries() -> str:
    outcomes = ("common_ground", "shared_share", "serious_needs", "exhaustion")
    return (
        f"Without the two people who link agencies: {_of('nobody links agencies', outcomes)}. "
        "What is called understanding of roles and a common language in the paper is one state "
        "here, `common_ground`; the languages of the professions are not told apart."
    )


def _outside() -> str:
    outcomes = ("serious_needs", "shared_share", "exhaustion", NET)

    def silo(point: str) -> str:
        return changes([effect(_NAME, SILO, outcome, point) for outcome in outcomes])

    return (
        "Staff without experience of joint work: silos against the team, "
        f"{silo(_NEW)}. With much of it: {silo(_OLD)}. The transfer of one estate's way of working "
        "to another is the [case of Kirkholt](cases/kirkholt.md) beside that of Rochdale; what "
        "one team learns from another is not in the model."
    )

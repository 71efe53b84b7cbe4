"""What recorded against true incidents says; words follow the numbers."""

import pandas as pd

from iwsim.cases.case import at_defaults
from iwsim.cases.recorded_and_true_runs import USUAL, WEIGHTS
from iwsim.cases.words import PERCENT, bracketed, change, mean, per_cent
from iwsim.study.statistics import Difference
from iwsim.validation.markdown import number, table

_TURNS = {"early": "in the first half-year", "late": "in the second half of three years"}


def answer(measured: pd.DataFrame) -> tuple[str, ...]:
    """Return the answer, and what explains it."""
    d = at_defaults(measured)
    return (_main(d), _claims(d), _why(d), _sweep(d))


def limits() -> tuple[str, ...]:
    """Return what the case leaves out or assumes."""
    return (
        "One kind of incident: none is more likely to be reported than another, save by the trust "
        "and the fear on its landing.",
        "Practice of recording is the same in both arms; a team that also writes down more of "
        "what it hears would widen the gap.",
        "How strongly reports follow trust rests on one row of evidence (L155); so all strengths "
        "that the model allows are shown. After a first trial 0.75 was added to them, to see "
        "where records and truth part.",
    )


def effect(d: pd.DataFrame, what: str, window: str, weight: float = USUAL) -> Difference:
    """Return team less silo in one window, paired by replicate."""
    team, silo = (f"{arm}_{weight:g}.{window}.{what}" for arm in ("team", "silo"))
    return change(d, team, silo)


def part(d: pd.DataFrame, what: str, window: str, weight: float = USUAL) -> Difference:
    """Return that effect as a part of the mean of the silo."""
    found = effect(d, what, window, weight)
    level = mean(d, f"silo_{weight:g}.{window}.{what}").mean
    return found._replace(mean=found.mean / level, low=found.low / level, high=found.high / level)


def moved(found: Difference) -> str:
    """Return which way something went, if that can be told."""
    if found.low > 0:
        return "rises"
    return "falls" if found.high < 0 else "does not move that can be told"


def apart(d: pd.DataFrame, weight: float, window: str = "late") -> bool:
    """Return whether recorded incidents rise while true ones fall."""
    true, recorded = (effect(d, what, window, weight) for what in ("true", "recorded"))
    return true.high < 0 < recorded.low


def _main(d: pd.DataFrame) -> str:
    parts = {what: part(d, what, "late") for what in ("true", "recorded")}
    sides = {what: moved(found) for what, found in parts.items()}
    verdict = (
        "Who judges the team by its records would call a success a failure."
        if apart(d, USUAL)
        else "At the default parameters records and truth do not point in opposite directions "
        "that can be told."
    )
    return (
        "Team against silo, in the second half of three years: what happens "
        f"{sides['true']} ({_change(parts['true'])}), what is recorded {sides['recorded']} "
        f"({_change(parts['recorded'])}). {verdict} {_from_where(d)}"
    )


def _change(found: Difference) -> str:
    mean_, low, high = (PERCENT * end for end in (found.mean, found.low, found.high))
    return f"{mean_:+.3g} per cent [{low:+.3g}, {high:+.3g}]"


def _from_where(d: pd.DataFrame) -> str:
    there = [weight for weight in WEIGHTS if apart(d, weight)]
    if not there:
        return (
            "At no strength of the link from trust to reporting that the model allows do recorded "
            "incidents rise while true ones fall."
        )
    least = min(there)
    below = [weight for weight in WEIGHTS if weight < least]
    to_both = f"; at {number(max(below))} they do not" if below else ""
    return (
        "Recorded incidents rise while true ones fall where the weight of trust in reporting is "
        f"{number(least)} or more{to_both} (default {number(USUAL)})."
        if there == [weight for weight in WEIGHTS if weight >= least]
        else "Recorded incidents rise while true ones fall where the weight of trust in reporting "
        f"is {', '.join(map(number, there))} (default {number(USUAL)})."
    )


def _claims(d: pd.DataFrame) -> str:
    rows = []
    for window, words in _TURNS.items():
        for what, name in (("true", "what happened"), ("recorded", "what was recorded")):
            team, silo = (f"{arm}_{USUAL:g}.{{}}.{what}" for arm in ("team", "silo"))
            before = change(d, team.format(window), team.format("before"))
            level = mean(d, team.format("before")).mean
            rows.append(
                (
                    words,
                    name,
                    bracketed(mean(d, silo.format(window))),
                    bracketed(mean(d, team.format(window))),
                    _change(part(d, what, window)),
                    _change(_scaled(before, 1.0 / level)),
                )
            )
    head = (
        "when", "incidents", "silo, a week", "team, a week", "team against silo",
        "team against the half-year before",
    )  # fmt: skip
    return (
        "**What each way of looking would claim.** *Team against silo* pairs the arms by their "
        "luck; the last column is what a study of the team alone, before and after, would find."
        "\n\n" + table(head, rows)
    )


def _scaled(found: Difference, factor: float) -> Difference:
    low, high = sorted((factor * found.low, factor * found.high))
    return found._replace(mean=factor * found.mean, low=low, high=high)


def _why(d: pd.DataFrame) -> str:
    def levels(what: str) -> str:
        silo, team = (f"{arm}_{USUAL:g}.late.{what}" for arm in ("silo", "team"))
        return f"{_level(d, team, what)} in the team, {_level(d, silo, what)} in the silo"

    reported, trust = (effect(d, what, "late") for what in ("reported", "trust"))
    without = change(d, "team_0.late.reported", "silo_0.late.reported")
    return (
        f"**Why.** Trust of residents {moved(trust)} ({levels('trust')}), and with it the share of "
        f"incidents that somebody reports {moved(reported)} ({levels('reported')}). Where "
        f"reports do not follow trust at all, that share {moved(without)} "
        f"({bracketed(_scaled(without, PERCENT))} points). What is recorded is what happens times "
        "what is reported, so it says which way things go only where reporting stays as it was."
    )


def _level(d: pd.DataFrame, column: str, what: str) -> str:
    found = mean(d, column)
    return per_cent(found) if what == "reported" else bracketed(found)


def _sweep(d: pd.DataFrame) -> str:
    rows = [
        (
            number(weight),
            _change(part(d, "true", "late", weight)),
            _change(part(d, "recorded", "late", weight)),
            *(per_cent(mean(d, f"{arm}_{weight:g}.late.reported")) for arm in ("silo", "team")),
            "yes" if apart(d, weight) else "no",
        )
        for weight in WEIGHTS
    ]
    head = (
        "weight of trust in reporting", "true: team against silo", "recorded: team against silo",
        "reported in the silo", "reported in the team", "true falls, recorded rises",
    )  # fmt: skip
    return (
        "**How strong must the link be?** The same, late, over all strengths of the link from "
        "trust to reporting that the model allows (0 to 6; plausible 0.5 to 3), set in both arms "
        "from the first week on.\n\n" + table(head, rows)
    )

"""The page of the scorecard: verdicts of all clauses as Markdown."""

import math
from collections.abc import Sequence

from iwsim.validation.clause import Clause
from iwsim.validation.clause_verdict import Sized
from iwsim.validation.deviations import deviations_page
from iwsim.validation.history import Published
from iwsim.validation.history_page import history_page
from iwsim.validation.judge import Judged, is_shown, is_shown_after_holm
from iwsim.validation.markdown import number, table
from iwsim.validation.replicates import FEWEST, LOOK_LEVEL, LOOKS, MOST, PILOT
from iwsim.validation.robust_page import robust_page
from iwsim.validation.scorecard import Scorecard, Scored
from iwsim.validation.undecided_page import undecided_page

COMMAND = "iwsim validate"
_HEAD = (
    "pattern", "clause", "class", "contrast", "outcome", "claimed", "size [95 per cent]", "n",
    "smallest effect", "verdict", "after Holm", "knock-out", "where not shown",
)  # fmt: skip
SHOWN, SHOWN_BEFORE = "shown", "shown, not after Holm"
_BESIDE = " (beside)"
_NO_NUMBER = "no number"
FIGURE = (
    "![Size of every clause in smallest effects that matter, with intervals](images/scorecard.png)"
)
"""Where the page shows the figure."""
_DISCLOSED = (
    "Decided after a result had been seen: the workload of P21 is that of the estate, where that "
    "of the whole post had risen by less than the smallest effect.",
    "The hours of a case of anti-social behaviour answered by help, which had done nothing, count "
    "as progress, where incidents had not fallen (P01).",
    "The smallest effect on the way up of P24 is 0.02 of the ladder, where 5 per cent of the place "
    "at the start, half as much, had been declared.",
    "The settings at which *evaluated* of P06, *decision* and *wait* of P12 and *unseen* of P16 "
    "are not shown, and the knock-out of the last, are not the first ones chosen: there they were "
    "shown.",
    "P08 was first tried in `rochdale`, where danger is common: visits by a score of shared "
    "records hit 1.31 times as often as visits by complaint, where more than twice is claimed, and "
    "sharing added nothing. It was moved because the register asks for the inspection case; that "
    "scenario and its reasons were written before any hit rate in it was looked at, the knock-outs "
    "and settings of P08 in it after a first run of the case study.",
    "Knock-outs or settings of P25, P26, P28, P29 and P35 were replaced after a pilot in which "
    "they showed the claim, or were likely to.",
    "The knock-outs of P05 also take relapse by disorder out, a path that was added to the model "
    "after they had been chosen: without it *reach* came out shown.",
    "P35 first compared coupled needs with uncoupled ones of a higher mean; their levels were then "
    "lowered, as the claim asks, until the silo's serious needs were equal in other replicates.",
    "The smallest effect of *reach* of P05 is one person and that of *pace* of P06 one week, where "
    "5 per cent of what is compared had been declared, a small part of either. That asks more of "
    "the claims, which stay shown; but it was done because by those 5 per cent *reach* was shown "
    "at its setting, with half a person.",
    "The smallest effect of *checking, more with trust* of P28 is 0.05 of a ratio, where 5 per "
    "cent of a difference had been declared.",
    "Trust in P20 was first held in a column that is worked out anew before it is read, and hours "
    "a post in P19 were first divided by posts that nobody held: both were mended after the first "
    "figures had been seen. P19 then compared one team of 48 with four of 12; the sizes that the "
    "register asks for came later.",
    "*Willing first, faster* of P18 first compared levels of contribution, and so different "
    "people; its first setting was one at which it is shown. *Willing first, fewer* was put down "
    "from one mechanism to verification after its result.",
    "That clear effects get fewer replicates was decided last, and first by how far the mean of "
    "the pilot lies from where the verdict turns, then by how far its interval does. With either "
    "one verdict moved: *spread, tower* of P05 is undecided, and was found to have no effect that "
    "matters while it got the 160 replicates that *reach* asked for.",
)
"""What a reader must know of the order in which things were decided."""
_KINDS = {
    "V": "verification of one link",
    "M": "one mechanism",
    "C": "several mechanisms at once",
}


def page(card: Scorecard, log: Sequence[Published] = ()) -> str:
    """Return the page of a scorecard, in Markdown.

    Parameters
    ----------
    card
        The verdicts.
    log
        The scorecards published so far, the oldest first.
    """
    parts = [
        "# Scorecard",
        f"Written by `{COMMAND}` with the model `{card.model[:8]}` (digest "
        f"`{card.digest[:16]}`); change nothing by hand.",
        "A pattern of the evidence is **shown** if every clause that counts is: if the whole 95 "
        "per cent interval of the paired difference lies beyond the smallest effect that matters, "
        "on the claimed side; a claim of *same*, *not up* or *not down* if it lies inside that "
        "margin. Beside it stands the stricter verdict after Holm's correction over all clauses "
        "that count: a pattern that loses a clause to it is **shown, not after Holm**. "
        f"Replicates: a pilot of {PILOT}, then for each clause at least {FEWEST} and as many as "
        "bring its interval on either side to half the smallest effect, or to what lies between "
        f"the interval of the pilot and where the verdict turns, if that is more; at most {MOST}; "
        "doubled once where it is undecided. So a claim that is true by exactly the smallest "
        "effect is shown in 2.5 to 4.5 per cent of cases (by simulation with normal numbers). "
        "Intervals are paired t, or BCa bootstrap where skewed. Class V is verification of one "
        "link, M one mechanism, C several. Every clause is tried again with its link knocked out "
        "and at a legal setting: it must not be shown in either. There it is looked at after "
        f"{_looks()} replicates until it is decided, each time by an interval of "
        f"{100 * LOOK_LEVEL:.0f} per cent, which keeps the chance of a wrong verdict in any look "
        "at about 5 per cent. Clauses marked *beside* do not count. "
        + " ".join(("No threshold was moved to make a claim come out as shown.", *_DISCLOSED)),
        table(
            ("pattern", "what the evidence says", "evidence", "verdict"),
            [
                (
                    one.pattern.key,
                    one.pattern.title,
                    " ".join(one.pattern.evidence),
                    f"**{verdict_of(one)}**",
                )
                for one in card.scored
            ],
        ),
        _counted(card),
        table(
            ("class of clause", "what it is", "clauses that count", "shown", "also after Holm"),
            [_count(card, kind, words) for kind, words in _KINDS.items()],
        ),
        FIGURE,
        "## Clauses",
        table(_HEAD, [_cells(j) for one in card.scored for j in one.judged]),
        deviations_page([one.pattern.key for one in card.scored]),
        "## Knock-outs, settings, and why some are not shown",
        undecided_page([j for one in card.scored for j in one.judged]),
        *(_notes(one) for one in card.scored),
        robust_page(card.robust, [one.pattern.key for one in card.scored]),
        history_page(log),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _looks() -> str:
    *early, last = map(str, LOOKS)
    return f"{', '.join(early)} and {last}"


def verdict_of(scored: Scored) -> str:
    """Return whether a pattern is shown, by its intervals and after Holm, in words."""
    if is_shown_after_holm(scored.judged):
        return SHOWN
    return SHOWN_BEFORE if is_shown(scored.judged) else "not shown"


def _counted(card: Scorecard) -> str:
    verdicts = [verdict_of(one) for one in card.scored]
    after = verdicts.count(SHOWN)
    return (
        f"Of {len(verdicts)} patterns {after + verdicts.count(SHOWN_BEFORE)} are shown, {after} of "
        "them also after Holm."
    )


def _count(card: Scorecard, kind: str, words: str) -> tuple[str, ...]:
    those = [
        j for one in card.scored for j in one.judged if j.clause.counts and j.clause.kind == kind
    ]
    raw = sum(j.main.verdict == "shown" for j in those)
    corrected = sum(j.corrected == "shown" for j in those)
    return (kind, words, str(len(those)), str(raw), str(corrected))


def _name(clause: Clause) -> str:
    return clause.name if clause.counts else clause.name + _BESIDE


def _cells(j: Judged) -> tuple[str, ...]:
    return (
        j.pattern.key,
        _name(j.clause),
        j.clause.kind,
        j.clause.contrast,
        j.clause.outcome,
        j.clause.direction,
        _size(j.main),
        str(j.main.difference.n),
        number(j.main.smallest),
        j.main.verdict,
        j.corrected,
        j.knocked_out.verdict,
        j.elsewhere.verdict,
    )


def _size(sized: Sized) -> str:
    found = sized.difference
    if math.isnan(found.mean):
        return _NO_NUMBER
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def _notes(scored: Scored) -> str:
    pattern = scored.pattern
    lines = [f"**{pattern.key}: {pattern.title}.**", ""]
    for j in scored.judged:
        lines.append(
            f"- *{_name(j.clause)}*. Knock-out: {j.clause.knock_out.words} "
            f"({_size(j.knocked_out)}). Not shown where: {j.clause.not_shown_at.words} "
            f"({_size(j.elsewhere)})."
        )
        if j.clause.counts and j.corrected != "shown":
            lines.append(f"  Why it is not shown: {j.clause.reason or 'not yet understood.'}")
    lines += [f"- {remark}" for remark in scored.remarks]
    return "\n".join(lines)

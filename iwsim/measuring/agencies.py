"""Measuring agencies and the purse, and what happened this week."""

from iwsim.kernel import part
from iwsim.measuring.places import AGENCY_PLACE, AT, EVENT, TOTALS, count_of, share_of, total_of
from iwsim.state import ARRANGEMENT_LINES, EXITS, FISCAL_LINES, LINES, Floats, Ints

_EXITS = len(EXITS)
_OPENED, _WAITING = AGENCY_PLACE["opened"], AGENCY_PLACE["waiting"]
_MET, _REFUSED = EXITS.index("met"), EXITS.index("refused")
_WITHDRAWN = EXITS.index("withdrawn")
_MET_BY, _REFUSED_BY = AGENCY_PLACE["met"], AGENCY_PLACE["refused"]
_WITHDRAWN_BY, _LEAVERS_OF = AGENCY_PLACE["withdrawn"], AGENCY_PLACE["leavers"]
_SPEND, _PUBLIC = AGENCY_PLACE["spend"], AGENCY_PLACE["public_cost"]
_ARRANGEMENT = len(ARRANGEMENT_LINES)
_FISCAL = _ARRANGEMENT + len(FISCAL_LINES)
_CARE = LINES.index("care")
_HARM = LINES.index("harm")
_LAST_LINE = LINES.index("out_of_work")


@part
def measure_events(done: Floats, left: int, row: Floats) -> None:
    """Write what happened this week."""
    row[AT.incidents] = done[EVENT.incidents]
    row[AT.recorded_incidents] = done[EVENT.recorded_incidents]
    row[AT.crises] = done[EVENT.crises]
    row[AT.crises_known_share] = share_of(done[EVENT.crises_known], done[EVENT.crises])
    row[AT.care_entries] = done[EVENT.care_entries]
    row[AT.wait_known_weeks] = share_of(done[EVENT.known_weeks], done[EVENT.knowns])
    row[AT.wait_help_weeks] = share_of(done[EVENT.wait_weeks], done[EVENT.waits])
    row[AT.decision_days] = share_of(done[EVENT.decision_days], done[EVENT.decisions])
    row[AT.story_told] = done[EVENT.told]
    promises = done[EVENT.promises_kept] + done[EVENT.promises_broken]
    row[AT.promises_broken_share] = share_of(done[EVENT.promises_broken], promises)
    row[AT.steps_forward] = done[EVENT.steps_forward]
    row[AT.steps_back] = done[EVENT.steps_back]
    row[AT.asb_cases] = done[EVENT.asb_cases_opened]
    row[AT.asb_cases_ceased] = done[EVENT.asb_cases_ceased]
    row[AT.capped_weeks] = done[EVENT.capped_weeks]
    row[AT.evictions] = done[EVENT.evictions]
    row[AT.moves] = done[EVENT.moves]
    row[AT.visits] = done[EVENT.visits]
    row[AT.hit_rate] = share_of(done[EVENT.visit_hits], done[EVENT.visits])
    row[AT.burnout_onsets] = done[EVENT.burnout_onsets]
    row[AT.leavers_exhaustion] = share_of(done[EVENT.leavers_exhaustion], float(left))
    row[AT.errors] = done[EVENT.errors]
    row[AT.errors_caught] = done[EVENT.errors_caught]
    told = done[EVENT.shared] + done[EVENT.withheld]
    row[AT.shared_share] = share_of(done[EVENT.shared], told)
    row[AT.withheld_share] = share_of(done[EVENT.withheld], told)
    row[AT.refusal_share] = share_of(done[EVENT.refusals], told)


@part
def measure_agencies(
    threshold: Floats,
    waiting: Ints,
    entered: Ints,
    entered_before: Ints,
    exits: Ints,
    exits_before: Ints,
    leavers: Ints,
    leavers_before: Ints,
    common_ground: Floats,
    decision_quality: Floats,
    perceived_performance: Floats,
    measured_performance: Floats,
    spend: Floats,
    spend_before: Floats,
    row: Floats,
) -> None:
    """Write what belongs to agencies and to the purse."""
    patches, agencies = waiting.shape
    ground = 0.0
    pairs = 0.0
    for k in range(patches):
        for one in range(agencies):
            for other in range(agencies):
                if one != other:
                    ground += common_ground[k, one, other]
                    pairs += 1.0
    row[AT.common_ground] = share_of(ground, pairs)
    mean_threshold = 0.0
    for k in range(patches):
        mean_threshold += total_of(threshold[k])
    row[AT.threshold] = mean_threshold / threshold.size
    row[AT.decision_quality] = total_of(decision_quality) / patches
    row[AT.perceived_performance] = total_of(perceived_performance) / patches
    row[AT.measured_performance] = total_of(measured_performance) / patches
    row[AT.waiting] = count_of(waiting)
    row[AT.opened] = count_of(entered) - count_of(entered_before)
    row[AT.leavers] = 0.0
    for kind in range(_EXITS):
        row[AT.met + kind] = 0.0
    row[AT.spend] = 0.0
    row[AT.public_cost] = 0.0
    row[AT.care_cost] = 0.0
    row[AT.wellbeing_cost] = 0.0
    for agency in range(agencies):
        at = TOTALS + agency
        queue = 0.0
        requests = 0.0
        for k in range(patches):
            queue += waiting[k, agency]
            requests += entered[k, agency] - entered_before[k, agency]
        row[at + _WAITING * agencies] = queue
        row[at + _OPENED * agencies] = requests
        for kind in range(_EXITS):
            ended = -float(exits_before[kind, agency])
            for k in range(patches):
                ended += exits[kind, k, agency]
            row[AT.met + kind] += ended
            if kind == _MET:
                row[at + _MET_BY * agencies] = ended
            elif kind == _REFUSED:
                row[at + _REFUSED_BY * agencies] = ended
            elif kind == _WITHDRAWN:
                row[at + _WITHDRAWN_BY * agencies] = ended
        left = float(leavers[agency] - leavers_before[agency])
        row[at + _LEAVERS_OF * agencies] = left
        row[AT.leavers] += left
        paid = 0.0
        public = 0.0
        for line in range(_FISCAL):
            cost = spend[line, agency] - spend_before[line, agency]
            if line < _ARRANGEMENT:
                paid += cost
            else:
                public += cost
        row[at + _SPEND * agencies] = paid
        row[at + _PUBLIC * agencies] = public
        row[AT.spend] += paid
        row[AT.public_cost] += public
        row[AT.care_cost] += spend[_CARE, agency] - spend_before[_CARE, agency]
    for line in range(_HARM, _LAST_LINE + 1):
        row[AT.wellbeing_cost] += spend[line, agencies] - spend_before[line, agencies]

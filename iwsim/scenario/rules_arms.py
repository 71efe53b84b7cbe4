"""Rules of the arms and of parameters that must agree with each other or with the time."""

from collections.abc import Iterator

from iwsim.scenario.document import Broken, KeyPath
from iwsim.scenario.draft import Draft, Table, has, posts_of
from iwsim.scenario.scenario import SILOED
from iwsim.scenario.values import nearest, one_of, shown


def the_siloed_arm_is_there(draft: Draft) -> Iterator[Broken]:
    """Ask for the arm that the others are compared with."""
    if "arms" in draft.top and SILOED not in draft.top["arms"]:
        allowed = f'an [arms.{SILOED}] with preset = "{SILOED}", the reference of every comparison'
        yield Broken(("arms",), f"without {SILOED}", allowed)


def the_siloed_arm_changes_nothing(draft: Draft) -> Iterator[Broken]:
    """Ask for a reference arm that goes on working as before the switch."""
    arm = draft.arms.get(SILOED, {})
    if arm.get("preset", SILOED) != SILOED:
        path = ("arms", SILOED, "preset")
        yield Broken(path, shown(arm["preset"]), f'"{SILOED}", as it is the reference')
        return
    before, after = draft.parameters["arrangement"], arm.get("arrangement", {})
    for name, value in after.items():
        if name in before and value != before[name]:
            allowed = (
                f"{before[name]:g} as before the switch; [parameters.arrangement] holds for both"
            )
            yield Broken(("arms", SILOED, "arrangement", name), shown(value), allowed)
    for key in ("extra_posts", "same_money_as"):
        if arm.get(key):
            allowed = "nothing: the reference goes on as before the switch"
            yield Broken(("arms", SILOED, key), shown(arm[key]), allowed)


def same_money_names_another_arm(draft: Draft) -> Iterator[Broken]:
    """Ask for an arm of the scenario that has an own cost."""
    for name, arm in draft.arms.items():
        other = arm.get("same_money_as")
        if not other or "arms" not in draft.top:
            continue
        path = ("arms", name, "same_money_as")
        valid = [
            known
            for known, candidate in draft.arms.items()
            if known not in {name, SILOED} and not candidate.get("same_money_as")
        ]
        if other not in valid:
            allowed = f"another arm with a cost of its own: {one_of(valid)}"
            yield Broken(path, shown(other), allowed, nearest(other, valid))


def serious_needs_are_above_low_ones(draft: Draft) -> Iterator[Broken]:
    """Ask for a level of low need below the level of serious need."""
    needs = draft.parameters["needs"]
    if has(needs, "low", "serious") and needs["low"] >= needs["serious"]:
        allowed = f"below needs.serious, which is {needs['serious']:g}"
        yield Broken(("parameters", "needs", "low"), shown(needs["low"]), allowed)


def ramps_end_within_the_horizon(draft: Draft) -> Iterator[Broken]:
    """Ask for a ramp that is complete by the last week."""
    if "weeks" in draft.top:
        allowed = f"at most {draft.top['weeks']}, the weeks after the switch"
        yield from _above(draft, "ramp", draft.top["weeks"], allowed)


def ramps_end_within_the_funding(draft: Draft) -> Iterator[Broken]:
    """Ask for a ramp that is complete before the funding ends."""
    for name, arm in draft.arms.items():
        arrangement = arm.get("arrangement", {})
        if has(arrangement, "ramp", "duration") and arrangement["ramp"] > arrangement["duration"]:
            allowed = f"at most {arrangement['duration']:g}, the weeks until funding ends"
            yield Broken(_where(draft, name, "ramp"), shown(arrangement["ramp"]), allowed)


def outreach_fits_the_hours(draft: Draft) -> Iterator[Broken]:
    """Ask for no more outreach than the posts of a patch have hours."""
    posts = _all_posts(draft)
    if posts and all(has(post, "count", "hours", "estate_share") for post in posts):
        hours = sum(post["count"] * post["hours"] * post["estate_share"] for post in posts)
        allowed = f"at most {hours:.4g}, the hours that all posts give to the estate"
        yield from _above(draft, "outreach", hours, allowed)


def spanners_are_posts(draft: Draft) -> Iterator[Broken]:
    """Ask for no more boundary spanners than posts."""
    posts = _all_posts(draft)
    if posts and all(has(post, "count") for post in posts):
        number = sum(post["count"] for post in posts)
        allowed = f"at most {number}, as many as there are posts"
        yield from _above(draft, "boundary_spanners", number, allowed)


def _all_posts(draft: Draft) -> list[Table]:
    """Return the post tables of all agencies; none if an agency has faults in place of posts."""
    by_agency = [[post for _, post in posts_of(agency)] for agency in draft.agencies.values()]
    return [post for posts in by_agency for post in posts] if all(by_agency) else []


def _above(draft: Draft, ingredient: str, most: float, allowed: str) -> Iterator[Broken]:
    """Yield the arms in which an ingredient is above a limit."""
    for name, arm in draft.arms.items():
        value = arm.get("arrangement", {}).get(ingredient, most)
        if value > most:
            yield Broken(_where(draft, name, ingredient), shown(value), allowed)


def _where(draft: Draft, arm: str, ingredient: str) -> KeyPath:
    """Return where an arm got an ingredient: from before the switch, or as its own."""
    before = draft.parameters["arrangement"].get(ingredient)
    if draft.arms[arm]["arrangement"][ingredient] == before:
        return ("parameters", "arrangement", ingredient)
    return ("arms", arm, "arrangement", ingredient)

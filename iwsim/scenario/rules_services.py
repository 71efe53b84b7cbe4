"""Rules of the agencies and their posts."""

from collections.abc import Iterator
from math import ceil

from iwsim.scenario.document import Broken
from iwsim.scenario.draft import Draft, Table, has, posts_of
from iwsim.scenario.fields import MOST_POSTS, MOST_SLOTS
from iwsim.scenario.values import shown
from iwsim.state import DOMAINS


def agency_keys_are_unique(draft: Draft) -> Iterator[Broken]:
    """Ask for an own key for each agency."""
    yield from _doubled(draft, "key")


def agency_numbers_are_unique(draft: Draft) -> Iterator[Broken]:
    """Ask for an own number for each agency."""
    yield from _doubled(draft, "number")


def _doubled(draft: Draft, key: str) -> Iterator[Broken]:
    taken: set[object] = set()
    for label, agency in draft.agencies.items():
        if not has(agency, key):
            continue
        if agency[key] in taken:
            allowed = f"a {key} that no other agency has"
            yield Broken(("agency", label, key), shown(agency[key]), allowed)
        taken.add(agency[key])


def slots_are_unique(draft: Draft) -> Iterator[Broken]:
    """Ask for slots below 256 that no other post of the agency has."""
    for label, agency in draft.agencies.items():
        taken: set[int] = set()
        for spot, post in posts_of(agency):
            if not has(post, "first_slot", "count"):
                continue
            slots = slots_of(post, taken)
            path = ("agency", label, "post", spot, "first_slot")
            if slots and slots[-1] >= MOST_SLOTS:
                allowed = f"slots up to {MOST_SLOTS - 1}; these posts reach {slots[-1]}"
                yield Broken(path, shown(slots[0]), allowed)
            doubled = [slot for slot in slots if slot in taken]
            if doubled:
                allowed = f"slots that no other post of the agency has; {doubled[0]} is taken"
                yield Broken(path, shown(post["first_slot"]), allowed)
            taken.update(slots)


def slots_of(post: Table, taken: set[int]) -> range:
    """Return the slots of a post table: those asked for, or the next after all taken ones."""
    first = post["first_slot"] or max(taken, default=0) + 1
    return range(first, first + post["count"])


def domains_have_one_agency(draft: Draft) -> Iterator[Broken]:
    """Ask for exactly one agency for each domain of need."""
    leads: dict[str, str] = {}
    for label, agency in draft.agencies.items():
        for domain in agency.get("domains", ()):
            if domain in leads:
                path = ("agency", label, "domains")
                allowed = f"domains of its own; agency.{leads[domain]} leads on {domain}"
                yield Broken(path, shown(domain), allowed)
            leads.setdefault(domain, label)
    if any("domains" not in agency for agency in draft.agencies.values()):
        return
    for domain in DOMAINS:
        if draft.agencies and domain not in leads:
            allowed = f"one agency with {domain} in its domains; none has it"
            yield Broken(("agency",), "incomplete", allowed)


def statutory_agencies_have_a_domain(draft: Draft) -> Iterator[Broken]:
    """Ask for a domain in which the statutory duty of an agency could arise."""
    for label, agency in draft.agencies.items():
        if agency.get("statutory") and agency.get("domains", DOMAINS) == ():
            allowed = "false for an agency that leads on no domain"
            yield Broken(("agency", label, "statutory"), "true", allowed)


def reports_are_answered(draft: Draft) -> Iterator[Broken]:
    """Ask for an agency that answers reports of anti-social behaviour."""
    answers = [agency.get("response", True) for agency in draft.agencies.values()]
    if answers and not any(answers):
        allowed = "at least one agency with response = true; none answers reports"
        yield Broken(("agency",), "incomplete", allowed)


def agencies_work_on_the_estate(draft: Draft) -> Iterator[Broken]:
    """Ask for some hours from every agency that leads on a domain or answers reports."""
    for label, agency in draft.agencies.items():
        posts = list(posts_of(agency))
        needed = bool(agency.get("domains")) or agency.get("response", False)
        shares = [post.get("estate_share", 1.0) for _, post in posts]
        if needed and posts and not any(shares):
            allowed = "at least one post with an estate_share above 0"
            yield Broken(("agency", label, "post"), "without hours", allowed)


def patches_hold_their_posts(draft: Draft) -> Iterator[Broken]:
    """Ask for at most sixty posts in a patch, those that an arm adds counted whole."""
    posts = sum(
        post["count"]
        for agency in draft.agencies.values()
        for _, post in posts_of(agency)
        if has(post, "count")
    )
    if posts > MOST_POSTS:
        allowed = f"at most {MOST_POSTS} in all (a patch is the team of all agencies)"
        yield Broken(("agency",), f"{posts} posts", allowed)
        return
    for name, arm in draft.arms.items():
        extra = sum(ceil(value) for value in arm.get("extra_posts", {}).values())
        if arm.get("same_money_as"):
            extra += len(draft.agencies)
        if posts + extra > MOST_POSTS:
            allowed = f"at most {MOST_POSTS - posts} more posts, for {MOST_POSTS} in all"
            yield Broken(("arms", name, "extra_posts"), f"{extra} posts", allowed)

"""Who is in a post."""

from iwsim.kernel import part
from iwsim.state import COVERED, PRESENT, Ints


@part
def filled(post: int, post_state: Ints) -> bool:
    """Return whether somebody is in a post, on sick leave or not."""
    state = post_state[post]
    return bool(state == PRESENT) or bool(state == COVERED)


@part
def works(post: int, post_state: Ints, sick: Ints) -> bool:
    """Return whether somebody is at work in a post."""
    return filled(post, post_state) and sick[post] == 0

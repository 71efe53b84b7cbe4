"""Who is in a post."""

from iwsim.kernel import kernel
from iwsim.state import COVERED, PRESENT, Ints


@kernel
def filled(post: int, post_state: Ints) -> bool:
    """Return whether somebody is in a post, on sick leave or not."""
    state = post_state[post]
    return bool(state == PRESENT) or bool(state == COVERED)


@kernel
def works(post: int, post_state: Ints, sick: Ints) -> bool:
    """Return whether somebody is at work in a post."""
    return filled(post, post_state) and sick[post] == 0

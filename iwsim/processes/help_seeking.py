"""Help-seeking: a resident with a serious need asks, or does not."""

from iwsim.kernel import kernel
from iwsim.luck import Luck, uniform
from iwsim.parameters.help_seeking import HelpSeeking
from iwsim.parameters.reference import Reference
from iwsim.state import DOMAINS, UNMET, Floats, Ints

_DOMAINS = len(DOMAINS)
_ASKED = 1


@kernel
def help_seeking(
    place: Ints,
    present: Ints,
    need: Floats,
    trust: Floats,
    hope: Floats,
    fear_of_consequences: Floats,
    phase: Ints,
    asked: Ints,
    p: HelpSeeking,
    ref: Reference,
    luck: Luck,
) -> None:
    """Let each resident ask for help with each serious need that no service works on.

    The chance rises with the need, with trust and with hope, and falls with fear of consequences
    (eviction, a child removed). A household's need is asked for by its first adult.
    """
    for d in range(_DOMAINS):
        for i in range(place.size):
            if phase[d, i] != UNMET or asked[d, i] != 0 or present[i] == 0:
                continue
            readiness = (
                p.ask_rate
                * max(0.0, 1.0 + p.trust_weight * (trust[i] - ref.trust))
                * max(0.0, 1.0 + p.hope_weight * (hope[i] - ref.hope))
                * max(
                    0.0,
                    1.0 - p.fear_weight * (fear_of_consequences[i] - ref.fear_of_consequences),
                )
            )
            if uniform(luck, place[i], d, 0) < readiness * need[d, i]:
                asked[d, i] = _ASKED

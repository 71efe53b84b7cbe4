"""What a scenario is once it has been read and checked: plain frozen values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from iwsim.parameters.arrangement import Arrangement
from iwsim.state import FULL_TIME

SILOED = "siloed"
"""The arm that every other arm is compared with, and the way all arms work before the switch."""


@dataclass(frozen=True)
class BlockSpec:
    """One building of the estate.

    Parameters
    ----------
    number
        Number that enters the address of every draw, unique in the scenario, 1 to 255.
    name
        Name that tables and figures show.
    patch
        Patch that the block belongs to; every patch has a team of its own.
    kind
        ``tower`` or ``low_rise``.
    floors
        Floors with flats.
    entrances
        Entrances, each with a landing on every floor.
    flats_per_landing
        The most flats on one landing.
    flats
        Flats in the block.
    adults_per_flat, children_per_flat
        Means over let flats.
    """

    number: int
    name: str
    patch: int
    kind: Literal["tower", "low_rise"]
    floors: int
    entrances: int
    flats_per_landing: int
    flats: int
    adults_per_flat: float
    children_per_flat: float

    @property
    def landings(self) -> int:
        """Landings of the block: one an entrance and floor."""
        return self.entrances * self.floors


@dataclass(frozen=True)
class PostSpec:
    """One post of an agency.

    Parameters
    ----------
    slot
        Number that enters the address of every draw, unique in the agency.
    title
        What the person is called.
    hours
        Contracted hours a week.
    estate_share
        Share of those hours that belongs to the estate.
    """

    slot: int
    title: str
    hours: float
    estate_share: float

    @property
    def full_time(self) -> float:
        """Full-time equivalents that the post gives to the estate."""
        return self.hours * self.estate_share / FULL_TIME


@dataclass(frozen=True)
class AgencySpec:
    """One service and its posts.

    Parameters
    ----------
    number
        Number that enters the address of every draw, unique in the scenario, 1 to 255.
    key
        Short name used in columns, tables and files.
    name
        Name that tables and figures show.
    domains
        Domains of need that the agency leads on.
    status
        Standing among the agencies, 0-1.
    posts
        Its posts.
    hourly_cost
        GBP an hour of a post, with overheads.
    caseload_cap
        Episodes that one full-time post holds at most.
    skill, other_skill
        Skill of its workers in the agency's own domains and in the others, 0-1.
    statutory
        Whether serious need in its domains must be held by this agency.
    response
        Whether it answers reports of anti-social behaviour.
    leaving_rate
        Leavers per post and year at ordinary exhaustion.
    """

    number: int
    key: str
    name: str
    domains: tuple[str, ...]
    status: float
    posts: tuple[PostSpec, ...]
    hourly_cost: float
    caseload_cap: float
    skill: float
    other_skill: float
    statutory: bool
    response: bool
    leaving_rate: float

    @property
    def full_time(self) -> float:
        """Full-time equivalents that the agency gives to the estate."""
        return sum(post.full_time for post in self.posts)


@dataclass(frozen=True)
class Arm:
    """One way of working from the switch on.

    Parameters
    ----------
    name
        Name of the arm in the scenario.
    preset
        Preset that it starts from.
    arrangement
        All ingredients: those before the switch, changed by the preset, changed by the arm.
    extra_posts
        Pairs of agency key and full-time equivalents added at the switch.
    same_money_as
        Arm of the same scenario whose planned extra cost this arm spends on siloed posts.
    """

    name: str
    preset: str
    arrangement: Arrangement
    extra_posts: tuple[tuple[str, float], ...] = ()
    same_money_as: str | None = None


@dataclass(frozen=True)
class Scenario:
    """An estate, its services, the parameters, and the arms to compare.

    Parameters
    ----------
    name
        Name of the file, without its ending.
    title, description
        What a reader sees first; they change no result.
    price_year
        Year whose prices the money is in (2024 is the financial year 2024/25).
    blocks, agencies
        The estate and the services.
    parameters
        One value tuple a group; ``arrangement`` is the way of working before the switch.
    arms
        The arms by name; ``siloed`` is always among them.
    weeks, baseline, spin_up
        Weeks after the switch, reported before it, and computed unreported before those.
    files
        The files it was read from, its own first.
    """

    name: str
    title: str
    description: str
    price_year: int
    blocks: tuple[BlockSpec, ...]
    agencies: tuple[AgencySpec, ...]
    parameters: Mapping[str, Any]
    arms: Mapping[str, Arm]
    weeks: int = 156
    baseline: int = 26
    spin_up: int = 156
    files: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Order blocks and agencies by number, so that the order in a file changes nothing."""
        blocks = sorted(self.blocks, key=lambda block: (block.patch, block.number))
        agencies = sorted(self.agencies, key=lambda agency: agency.number)
        object.__setattr__(self, "blocks", tuple(blocks))
        object.__setattr__(self, "agencies", tuple(agencies))

    def resolved(self) -> dict[str, Any]:
        """Return everything that can change a result, as plain values for keys and manifests.

        Title, description and file names are left out: they change no bit of a run.
        """
        return {
            "name": self.name,
            "price_year": self.price_year,
            "weeks": self.weeks,
            "baseline": self.baseline,
            "spin_up": self.spin_up,
            "blocks": [asdict(block) for block in self.blocks],
            "agencies": [_agency_resolved(agency) for agency in self.agencies],
            "parameters": {group: dict(v._asdict()) for group, v in self.parameters.items()},
            "arms": {name: _arm_resolved(arm) for name, arm in self.arms.items()},
        }


def _agency_resolved(agency: AgencySpec) -> dict[str, Any]:
    plain = asdict(agency)
    plain["domains"] = list(agency.domains)
    plain["posts"] = list(plain["posts"])
    return plain


def _arm_resolved(arm: Arm) -> dict[str, Any]:
    return {
        "preset": arm.preset,
        "arrangement": dict(arm.arrangement._asdict()),
        "extra_posts": dict(arm.extra_posts),
        "same_money_as": arm.same_money_as,
    }

"""Small random scenarios: estates, services, parameters and arrangements inside their ranges.

Shapes vary little; everything else is drawn over the whole allowed range. Senseless combinations
are refused by the scenario's own rules, and only by them.
"""

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from iwsim.errors import ScenarioError
from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.parameters.arrangement import TIMING, Arrangement
from iwsim.scenario import SILOED, AgencySpec, Arm, BlockSpec, PostSpec, Scenario, check_scenario
from iwsim.state import DOMAINS
from tests.verification.worlds import TOWER

CHANGED = 20
KEYS = tuple(agency.key for agency in TOWER.agencies)
FREE = tuple(key for key, parameter in PARAMETERS.items() if parameter.group != "arrangement")
INGREDIENTS = tuple(name for name in Arrangement._fields if name not in TIMING)
SHARES = st.floats(0.0, 1.0)


def within(key):
    """Return values of a parameter over its allowed range, both ends included often."""
    low, high = PARAMETERS[key].allowed
    return st.one_of(st.floats(low, high), st.sampled_from((low, high)))


@st.composite
def blocks(draw):
    """Return one to three blocks in one or two patches, in any order of their numbers."""
    numbers = draw(st.lists(st.integers(1, 255), min_size=1, max_size=3, unique=True))
    found = []
    for number in numbers:
        floors, entrances = draw(st.integers(1, 4)), draw(st.integers(1, 2))
        on_landing = draw(st.integers(1, 4))
        landings = floors * entrances
        found.append(
            BlockSpec(
                number=number,
                name=f"Block {number}",
                patch=draw(st.integers(1, 2)),
                kind=draw(st.sampled_from(("tower", "low_rise"))),
                floors=floors,
                entrances=entrances,
                flats_per_landing=on_landing,
                flats=draw(st.integers(landings, landings * on_landing)),
                adults_per_flat=draw(st.floats(1.0, 3.0)),
                children_per_flat=draw(st.floats(0.0, 2.0)),
            )
        )
    return tuple(found)


@st.composite
def posts(draw):
    """Return one to three posts of one agency."""
    slots = draw(st.lists(st.integers(1, 250), min_size=1, max_size=3, unique=True))
    return tuple(
        PostSpec(slot, "Worker", draw(st.floats(1.0, 45.0)), draw(st.floats(0.05, 1.0)))
        for slot in slots
    )


@st.composite
def agencies(draw):
    """Return three to eight agencies that share the domains out among them."""
    number = draw(st.integers(3, len(KEYS)))
    keys = draw(st.permutations(KEYS))[:number]
    numbers = draw(st.lists(st.integers(1, 255), min_size=number, max_size=number, unique=True))
    leads = [draw(st.integers(0, number - 1)) for _ in DOMAINS]
    answers = draw(st.integers(0, number - 1))
    found = []
    for place, key in enumerate(keys):
        domains = tuple(name for name, lead in zip(DOMAINS, leads, strict=True) if lead == place)
        found.append(
            AgencySpec(
                number=numbers[place],
                key=key,
                name=key.title(),
                domains=domains,
                status=draw(SHARES),
                posts=draw(posts()),
                hourly_cost=draw(st.floats(1.0, 200.0)),
                caseload_cap=draw(st.floats(1.0, 80.0)),
                skill=draw(SHARES),
                other_skill=draw(SHARES),
                statutory=bool(domains) and draw(st.booleans()),
                response=place == answers or draw(st.booleans()),
                leaving_rate=draw(SHARES),
            )
        )
    return tuple(found)


@st.composite
def arrangements(draw):
    """Return an arrangement with random ingredients; the rest is the silo's."""
    names = draw(st.lists(st.sampled_from(INGREDIENTS), min_size=5, max_size=15, unique=True))
    return Arrangement(**{name: draw(within(f"arrangement.{name}")) for name in names})


@st.composite
def parameters(draw):
    """Return all groups with twenty parameters anywhere in their allowed ranges."""
    keys = draw(st.lists(st.sampled_from(FREE), min_size=CHANGED, max_size=CHANGED, unique=True))
    values = {key: draw(within(key)) for key in keys}
    groups = {}
    for name, declaration in GROUPS.items():
        own = {key.split(".")[1]: value for key, value in values.items()
               if key.split(".")[0] == name}  # fmt: skip
        groups[name] = declaration(**own)
    return groups


@st.composite
def scenarios(draw, weeks=40):
    """Return a small scenario with a silo and one other arm that breaks no rule."""
    groups = draw(parameters())
    services = draw(agencies())
    extra = draw(st.dictionaries(st.sampled_from([a.key for a in services]),
                                 st.floats(0.1, 2.5), max_size=2))  # fmt: skip
    other = draw(arrangements())._replace(
        ramp=draw(st.sampled_from((0.0, 0.0, 5.0))),
        duration=draw(st.sampled_from((10_000.0, 10_000.0, 12.0))),
    )
    before = groups["arrangement"]
    scenario = Scenario(
        name="random",
        title="Random",
        description="",
        price_year=2024,
        blocks=draw(blocks()),
        agencies=services,
        parameters=groups,
        arms={
            SILOED: Arm(SILOED, "siloed", before),
            "other": Arm("other", "siloed", other, tuple(extra.items())),
        },
    )
    scenario = replace(scenario, spin_up=4, baseline=4, weeks=weeks - 8)
    try:
        check_scenario(scenario)
    except ScenarioError:
        assume(False)
    return scenario

"""What a Mesa user expects of a model holds: agents, sets, collectors, batches, copies."""

import copy
import inspect
import pickle

import mesa
import numpy as np
import pytest

from iwsim.agents import Agency, Professional, Resident
from iwsim.errors import RunError, ScenarioError
from iwsim.mesa_views import View
from iwsim.model import IntegratedWorkingModel
from iwsim.outcomes import OUTCOMES
from iwsim.state import COLUMNS, DOMAINS
from tests.model.bits import fingerprints, tower

SCENARIO = tower()


@pytest.fixture
def model():
    one = IntegratedWorkingModel(SCENARIO, "colocated_team", seed=0)
    one.advance(14)
    return one


def test_agents_are_made_when_they_are_first_asked_for(model, monkeypatch):
    made = []
    begin = View.__init__
    monkeypatch.setattr(View, "__init__", lambda view, *a: (made.append(view), begin(view, *a))[1])
    model.step()
    assert made == []
    assert model.agent_types == [Resident, Professional, Agency]
    assert len(made) == len(model.agents)
    model.step()
    assert len(made) == len(model.agents) == sum(map(len, model.agents_by_type.values()))


def test_there_is_an_agent_for_every_row(model):
    sizes = {kind: len(agents) for kind, agents in model.agents_by_type.items()}
    assert sizes[Resident] == model.state["place"].size
    assert sizes[Professional] == model.state["post_word"].size
    assert sizes[Agency] == len(SCENARIO.agencies)
    assert [agent.unique_id for agent in model.agents] == list(range(1, len(model.agents) + 1))
    assert all(isinstance(agent, mesa.Agent) for agent in model.agents)
    assert all(agent.model is model for agent in model.agents)


@pytest.mark.parametrize(
    ("kind", "axes"),
    [(Resident, ("resident", "flat")), (Professional, ("post",)), (Agency, ("agency",))],
)
def test_every_column_of_theirs_is_an_attribute(model, kind, axes):
    agent = model.agents_by_type[kind][-1]
    for column in COLUMNS:
        if column.axes[-1] not in axes or column.name in {"block", "patch"}:
            continue
        row = model.state["flat"][agent.row] if column.axes[-1] == "flat" else agent.row
        entry = model.state[column.name][..., row]
        shown = getattr(agent, column.name)
        assert np.array_equal(shown, entry)
        assert isinstance(shown, (int, float)) if entry.ndim == 0 else not shown.flags.writeable


def test_no_attribute_hides_one_of_mesa():
    own = set(dir(mesa.Agent)) - {"remove", "__init__", "__init_subclass__"}
    for kind in (Resident, Professional, Agency):
        hidden = {
            name
            for name in own
            if inspect.getattr_static(kind, name) is not inspect.getattr_static(mesa.Agent, name)
            and not name.startswith("__")
        }
        assert hidden - {"_datasets"} == set()


def test_assigning_writes_the_column(model):
    resident = model.agents_by_type[Resident][3]
    resident.stress = 0.75
    resident.need = np.full(len(DOMAINS), 0.5)
    resident.children = 4
    assert model.state["stress"][3] == 0.75
    assert (model.state["need"][:, 3] == 0.5).all()
    assert model.state["children"][model.state["flat"][3]] == 4
    assert resident.children == 4
    before = fingerprints(model)
    model.step()
    assert fingerprints(model) != before


@pytest.mark.parametrize(
    ("name", "value"),
    [("stress", 1.5), ("stress", float("nan")), ("stress", "high"), ("told", 0.5), ("told", None)],
)
def test_what_a_column_cannot_hold_is_refused(model, name, value):
    resident = model.agents_by_type[Resident][0]
    before = fingerprints(model)
    with pytest.raises(ValueError, match=name):
        setattr(resident, name, value)
    assert fingerprints(model) == before


def test_a_resident_knows_where_and_how_they_live(model):
    state = model.state
    for resident in model.agents_by_type[Resident]:
        spec = SCENARIO.blocks[0]
        assert (resident.block, resident.block_name, resident.patch) == (
            spec.number, spec.name, spec.patch,
        )  # fmt: skip
        assert 1 <= resident.floor <= spec.floors
        assert tuple(resident.needs) == DOMAINS
        for d, domain in enumerate(DOMAINS):
            row = state["head"][resident.row] if d < 3 else resident.row
            assert resident.needs[domain] == state["need"][d, row]


def test_a_professional_has_an_agency_and_a_title(model):
    spec = {agency.key: agency for agency in SCENARIO.agencies}
    titles = {key: [] for key in spec}
    for post in model.agents_by_type[Professional]:
        assert post.patch == 1
        if post.title:
            titles[post.agency].append(post.title)
            assert post.post_week == spec[post.agency].posts[len(titles[post.agency]) - 1].hours
        else:
            assert post.present == 0
    assert titles == {key: [post.title for post in a.posts] for key, a in spec.items()}


def test_an_agency_is_named_as_in_the_scenario(model):
    agencies = model.agents_by_type[Agency]
    assert agencies.get("key") == [agency.key for agency in SCENARIO.agencies]
    assert agencies.get("name") == [agency.name for agency in SCENARIO.agencies]
    assert agencies[0].domains == SCENARIO.agencies[0].domains


def test_the_verbs_of_a_set(model):
    residents = model.agents_by_type[Resident]
    stress = model.state["stress"]
    assert residents.get("stress") == stress.tolist()
    assert residents.get(["stress", "fear"])[0] == [stress[0], model.state["fear"][0]]
    assert residents.agg("stress", max) == stress.max()
    here = residents.select(lambda one: one.present == 1)
    assert len(here) == model.state["present"].sum()
    assert len(model.agents.select(agent_type=Professional)) == model.state["post_word"].size
    ordered = residents.sort("stress", ascending=True).get("stress")
    assert ordered == sorted(stress)
    by_floor = residents.groupby("floor")
    assert sum(by_floor.count().values()) == len(residents)
    assert residents.map(lambda one: one.row) == list(range(len(residents)))
    residents.set("hope", 0.5)
    assert (model.state["hope"] == 0.5).all()
    seen = []
    residents.do(seen.append)
    assert seen == list(residents)
    shuffled = []
    residents.shuffle_do(shuffled.append)
    assert shuffled != seen
    assert set(shuffled) == set(seen)
    residents.do("step")


def test_who_moved_away_stays_an_agent():
    scenario = tower(20, 4, 40)
    model = IntegratedWorkingModel(scenario, "siloed", seed=0)
    residents = model.agents_by_type[Resident]
    count = len(residents)
    model.run()
    assert len(residents) == count
    assert residents.get("present") == model.state["present"].tolist()
    assert 0 in residents.get("present")


def test_a_view_is_not_removed(model):
    with pytest.raises(TypeError, match="Resident 1 is a view of row 0"):
        model.agents[0].remove()


def test_a_user_may_add_agents_of_another_kind(model):
    class Observer(mesa.Agent):
        pass

    rows = len(model.agents)
    observer = Observer(model)
    assert observer.unique_id == rows + 1
    assert Observer(model).unique_id == rows + 2
    assert len(model.agents) == rows + 2
    assert model.agent_types[-1] is Observer
    observer.remove()
    assert len(model.agents_by_type[Observer]) == 1


def test_the_collector_holds_the_totals_of_every_week():
    model = IntegratedWorkingModel(SCENARIO, "colocated_team", seed=4)
    result = None
    while model.running:
        model.step()
    result = model.run()
    collected = model.datacollector.get_model_vars_dataframe().set_index("week")
    assert collected.index.tolist() == list(range(-12, 12))
    assert (collected["seed"] == 4).all()
    totals = [outcome.name for outcome in OUTCOMES]
    assert collected.loc[:-5, totals].isna().all(axis=None)
    reported = collected.loc[-4:, totals].to_numpy(dtype=float)
    assert np.array_equal(reported, result.weekly[totals].to_numpy(), equal_nan=True)


def test_a_user_may_bring_another_collector():
    model = IntegratedWorkingModel(SCENARIO, "colocated_team", seed=4)
    model.datacollector = mesa.DataCollector(
        agent_reporters={"id": "unique_id", "key": lambda agent: getattr(agent, "key", None)},
        agenttype_reporters={Resident: {"stress": "stress"}, Professional: {"load": "load"}},
    )
    model.step()
    first = model.state["stress"].copy()
    model.step()
    stress = model.datacollector.get_agenttype_vars_dataframe(Resident)["stress"]
    assert stress.loc[1].tolist() == first.tolist()
    assert stress.loc[2].tolist() == model.state["stress"].tolist()
    posts = model.datacollector.get_agenttype_vars_dataframe(Professional)
    assert len(posts) == 2 * model.state["post_word"].size
    everyone = model.datacollector.get_agent_vars_dataframe()
    assert len(everyone) == 2 * len(model.agents)
    assert everyone["key"].dropna().nunique() == len(SCENARIO.agencies)


def batch(seeds, **how):
    """Run a batch in the way that this Mesa hands seeds on."""
    parameters = {"scenario": SCENARIO, "arm": ["siloed", "colocated_team"]}
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        how["rng"] = seeds
    else:
        parameters["seed"] = seeds
    return mesa.batch_run(IntegratedWorkingModel, parameters, display_progress=False, **how)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_batch_runs_the_seeds_that_were_asked_for(processes):
    rows = batch([0, 5], number_processes=processes)
    assert {(row["arm"], row["seed"]) for row in rows} == {
        (arm, seed) for arm in ("siloed", "colocated_team") for seed in (0, 5)
    }
    for row in rows:
        model = IntegratedWorkingModel(SCENARIO, row["arm"], row["seed"])
        last = model.run().weekly.iloc[-1]
        assert row["week"] == 11
        assert row["stress"] == last["stress"]
        assert row["spend"] == last["spend"]


def test_a_batch_without_seeds_tells_those_it_drew():
    rows = mesa.batch_run(
        IntegratedWorkingModel, {"scenario": SCENARIO}, display_progress=False, max_steps=3
    )
    assert all(isinstance(row["seed"], int) for row in rows)


@pytest.mark.parametrize("views", [False, True])
@pytest.mark.parametrize(
    "copied",
    [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))],
    ids=["deepcopy", "pickle"],
)
def test_a_copy_goes_on_as_the_original_would(model, copied, views):
    if views:
        model.agents_by_type[Resident][0].told = 7
        model.step()
    twin = copied(model)
    assert fingerprints(twin) == fingerprints(model)
    assert len(twin.agents) == len(model.agents)
    assert all(agent.model is twin for agent in twin.agents)
    twin.agents[0].told = 9
    assert model.agents[0].told != 9
    twin.agents[0].told = model.agents[0].told
    while twin.running:
        twin.step()
        model.step()
    assert (twin.week, twin.steps) == (model.week, model.steps) == (11, 24)
    assert fingerprints(twin) == fingerprints(model)
    assert twin.agents_by_type[Resident].get("stress") == twin.state["stress"].tolist()


def test_weeks_and_the_horizon():
    model = IntegratedWorkingModel(SCENARIO, seed=0)
    assert (model.week, model.steps, model.running) == (-13, 0, True)
    model.step()
    assert (model.week, model.steps) == (-12, 1)
    model.advance(11)
    assert (model.week, model.steps) == (-1, 12)
    model.step()
    assert (model.week, model.steps) == (0, 13)
    with pytest.raises(RunError, match="11 weeks are left of this run, and 12 were asked for"):
        model.advance(12)
    with pytest.raises(RunError, match="-1 were asked for"):
        model.advance(-1)
    assert model.running
    model.run_model()
    assert (model.week, model.steps, model.running) == (11, 24, False)
    for _ in range(2):
        with pytest.raises(RunError, match="0 weeks are left"):
            model.step()
    assert (model.week, model.steps, model.running) == (11, 24, False)
    assert len(model.datacollector.model_vars["week"]) == 13
    model.run()


def test_seeds_are_recorded_and_zero_is_one():
    assert IntegratedWorkingModel(SCENARIO, seed=0).seed == 0
    drawn = {IntegratedWorkingModel(SCENARIO).seed for _ in range(3)}
    assert len(drawn) == 3
    seed = drawn.pop()
    first, again = (IntegratedWorkingModel(SCENARIO, seed=seed) for _ in range(2))
    assert first.random.random() == again.random.random()
    assert fingerprints(first) == fingerprints(again)
    assert IntegratedWorkingModel(SCENARIO, seed=np.int64(7)).seed == 7


def test_every_wrong_argument_is_named():
    with pytest.raises(ScenarioError) as refused:
        IntegratedWorkingModel(SCENARIO, "colocated_teem", seed=-1, replicate=1.5)
    arm, seed, replicate = refused.value.faults
    assert (arm.key, arm.nearest) == ("arm", "colocated_team")
    assert "siloed" in arm.allowed
    assert (seed.key, seed.value) == ("seed", "-1")
    assert (replicate.key, replicate.value) == ("replicate", "1.5")
    with pytest.raises(ScenarioError, match="load_scenario"):
        IntegratedWorkingModel("tower")
    with pytest.raises(ScenarioError, match="colocated_team"):
        IntegratedWorkingModel(SCENARIO, seed=0).branch("colocated_teem")
    with pytest.raises(AttributeError, match="keeps its scenario"):
        IntegratedWorkingModel(SCENARIO, seed=0).scenario = SCENARIO


def test_critical_points_are_reported(model):
    assert 0.0 < model.branching_number() <= model.branching_number(bound=True)
    assert 0.0 < model.criticality

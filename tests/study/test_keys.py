"""Keys: everything that can change a result changes them, and nothing else does."""

import dataclasses
import hashlib
import json
import math
import pickle

import pytest
from fakes import small_scenario

from iwsim.scenario import load_scenario, shipped_scenarios
from iwsim.study import keys, manifest
from iwsim.study.parts import Stamp


def test_canonical_json_has_one_text_for_one_value():
    assert keys.canonical({"b": [1, 2.0], "a": "é"}) == '{"a":"é","b":[1,2.0]}'
    assert keys.canonical({"x": 1, "y": 2}) == keys.canonical({"y": 2, "x": 1})


def test_canonical_json_refuses_what_has_no_one_text():
    with pytest.raises(ValueError, match="not JSON compliant"):
        keys.canonical({"x": math.nan})
    with pytest.raises(TypeError):
        keys.canonical({"x": {1, 2}})


def test_run_key_is_the_hash_of_what_it_says():
    scenario = small_scenario()
    described = {
        "scenario": scenario.resolved(),
        "arm": "siloed",
        "seed": 3,
        "replicate": 0,
        "weeks": scenario.weeks,
        "fingerprint": keys.fingerprint(),
    }
    expected = hashlib.sha256(keys.canonical(described).encode("utf-8")).hexdigest()
    assert keys.run_key(scenario, "siloed", 3, 0) == expected


def test_every_part_of_the_address_changes_the_key():
    scenario = small_scenario()
    other = dataclasses.replace(scenario, weeks=31)
    made = {
        keys.run_key(scenario, "siloed", 0, 0),
        keys.run_key(scenario, "colocated_team", 0, 0),
        keys.run_key(scenario, "siloed", 1, 0),
        keys.run_key(scenario, "siloed", 0, 1),
        keys.run_key(other, "siloed", 0, 0),
    }
    assert len(made) == 5


def test_a_title_changes_no_key():
    scenario = small_scenario()
    renamed = dataclasses.replace(scenario, title="Another title", files=("a.toml",))
    assert keys.run_key(scenario, "siloed", 1, 2) == keys.run_key(renamed, "siloed", 1, 2)


def test_keys_of_many_runs_are_those_of_each():
    scenario = small_scenario()
    many = keys.run_keys(scenario, ["siloed", "colocated_team"], 5, range(2))
    assert many == {
        (arm, replicate): keys.run_key(scenario, arm, 5, replicate)
        for arm in ("siloed", "colocated_team")
        for replicate in (0, 1)
    }


def test_the_fingerprint_follows_the_sources(tmp_path, monkeypatch):
    rules = tmp_path / "processes"
    rules.mkdir()
    (rules / "rule.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "model.py").write_text("y = 1\n", encoding="utf-8")
    monkeypatch.setattr(keys, "_PACKAGE", tmp_path)
    monkeypatch.setattr(keys, "kernel_sources", lambda: [rules / "rule.py"])
    take = keys.fingerprint.__wrapped__
    first = take()
    (rules / "rule.py").write_bytes(b"x = 1\r\n")
    assert take() == first  # a checkout with other line ends is the same model
    (rules / "rule.py").write_text("x = 2\n", encoding="utf-8")
    second = take()
    (tmp_path / "model.py").write_text("y = 2\n", encoding="utf-8")
    third = take()
    assert len({first, second, third}) == 3
    (tmp_path / "cli.py").write_text("z = 1\n", encoding="utf-8")
    assert take() == third


def test_results_folder_names_scenario_and_short_key(tmp_path):
    scenario = small_scenario()
    folder = keys.results_folder(scenario, 1, tmp_path)
    assert folder.parent == tmp_path / "results"
    assert folder.name == f"small-{keys.study_key(scenario, 1)[:8]}"
    assert folder != keys.results_folder(scenario, 2, tmp_path)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_manifest_remembers_a_shipped_scenario_whole(name):
    scenario = load_scenario(name)
    stamp = Stamp(keys.study_key(scenario, 1), keys.fingerprint())
    written = json.loads(json.dumps(manifest.opening(scenario, 1, list(scenario.arms), 2, stamp)))
    remembered = manifest.scenario_of(written)
    assert remembered == scenario
    assert list(remembered.arms) == list(scenario.arms)
    assert keys.run_key(remembered, "siloed", 1, 0) == keys.run_key(scenario, "siloed", 1, 0)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_shipped_scenario_can_be_sent_to_a_process(name):
    scenario = load_scenario(name)
    assert pickle.loads(pickle.dumps(scenario)) == scenario

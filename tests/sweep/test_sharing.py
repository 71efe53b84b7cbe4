"""Runs that cannot differ are made once, and weeks that cannot differ are computed once."""

import numpy as np
import pyarrow as pa
import pytest

from iwsim.study.digest import digest
from iwsim.sweep import runs as making
from iwsim.sweep.keys import run_digests
from iwsim.sweep.results import results_of
from tests.sweep import cheap
from tests.sweep.cheap import made
from tests.sweep.files import study_of

ARMS = '["siloed", "siloed_same_money", "colocated_team"]'
HEAD = cheap.head("both", ARMS, 1)
OF_MODEL = cheap.head("both", ARMS, 1, '["stress", "spend", "exhaustion"]').replace("= 4", "= 12")
OF_TEAM = """
"arms.colocated_team.meeting_frequency" = { values = [1.0, 3.0] }
"arms.colocated_team.extra_posts.landlord" = { values = [0.0, 1.5] }
"""
FACTORS = {
    "ingredients": '"arms.colocated_team.meeting_frequency" = { values = [1.0, 3.0] }\n'
    '"arms.colocated_team.outreach" = { values = [0.0, 9.0] }\n',
    "posts": OF_TEAM,
    "before and after": '"needs.coupling" = { values = [0.0, 0.02] }\n' + OF_TEAM,
    "arrangement": '"arrangement.outreach" = { values = [0.0, 3.0] }\n'
    '"arms.colocated_team.meeting_frequency" = { values = [1.0, 3.0] }\n',
    "agency": '"agency.landlord.caseload_cap" = { values = [10, 30] }\n'
    '"arms.colocated_team.supervision" = { values = [0.0, 1.0] }\n',
}


def test_an_arm_runs_once_where_only_another_one_varies(tmp_path):
    study = study_of(tmp_path, HEAD + "[factors]\n" + OF_TEAM)
    ways = run_digests(study, study.points)[:, :, 0]
    siloed, same_money, team = (len(set(ways[:, arm].tolist())) for arm in range(3))
    assert siloed == 1  # it feels nothing of the team
    assert same_money == team == 4  # it spends the money of the team
    assert made(study, tmp_path / "runs") == 9
    results = results_of(study, tmp_path / "runs")
    assert results.missing == 0
    incidents = results.levels("siloed", "incidents", "all")
    assert (incidents == incidents[0]).all()


def test_points_that_are_the_same_share_their_runs(tmp_path):
    text = cheap.head(replicates=2) + cheap.design("list", None, 'file = "points.csv"')
    rows = ["asb.contagion,needs.coupling", "0.2,0.05", "0.3,0.05", "0.2,0.05", "0.2,0.05"]
    (tmp_path / "points.csv").write_text("\n".join(rows), encoding="utf-8")
    study = study_of(tmp_path, text + cheap.factors(2))
    assert study.runs == 8
    assert made(study, tmp_path / "runs") == 4
    results = results_of(study, tmp_path / "runs")
    found = results.levels("siloed", "incidents", "all")
    assert results.missing == 0
    assert (found[0] == found[2]).all() and (found[0] == found[3]).all()
    assert (found[0] != found[1]).all()


def test_a_run_that_several_points_share_fails_for_all_of_them_and_is_told_once(tmp_path):
    def numbers(changes, arm, replicate):
        if arm == "siloed":
            raise ArithmeticError("fell over")
        return cheap.mixed(changes, arm, replicate)

    study = study_of(tmp_path, HEAD + "[factors]\n" + OF_TEAM)
    made(study, tmp_path / "runs", numbers)
    results = results_of(study, tmp_path / "runs")
    assert results.failures["arm"].tolist() == ["siloed"]
    assert np.isnan(results.levels("siloed", "incidents", "all")).all()
    assert results.missing == 4


class Each(making.LeanRuns):
    """Makes every task by itself, so that nothing is kept from one to the next."""

    def make(self, tasks):
        parts = [super(Each, self).make((task,)) for task in tasks]
        return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}


@pytest.mark.parametrize("name", FACTORS)
def test_a_kept_switch_leaves_no_trace(tmp_path, name):
    """Runs that branch off the weeks of another point have the bits of runs by themselves."""
    study = study_of(tmp_path, OF_MODEL + "[factors]\n" + FACTORS[name])
    made(study, tmp_path / "kept", numbers=None)
    made(study, tmp_path / "each", numbers=None, work=Each())
    assert digest(tmp_path / "kept") == digest(tmp_path / "each")
    results = results_of(study, tmp_path / "kept")
    assert results.missing == 0
    team = results.values[:, 2, 0]
    assert len(np.unique(team, axis=0)) == len(study.points)  # each point is another team


def test_a_point_has_the_bits_of_its_scenario_made_alone(tmp_path):
    """Ingredients, posts and parameters of a point are those of a file that says them."""
    study = study_of(tmp_path, OF_MODEL + "[factors]\n" + FACTORS["before and after"])
    made(study, tmp_path / "runs", numbers=None)
    results = results_of(study, tmp_path / "runs")
    for at in (0, len(study.points) - 1):
        scenario = study.at(study.points[at])
        for place, arm in enumerate(study.arms):
            course = making.Course(scenario, arm, seed=study.seed, replicate=0)
            course.advance(course.weeks_left)
            (alone,) = making.rows_of([making.weeks_of(course.engine)])
            own = [str(one) for one in making.places(scenario)]
            wanted = [own.index(str(one)) for one in results.places]
            np.testing.assert_array_equal(results.values[at, place, 0], alone[wanted])

"""What a comparison prints: sentences that say no more than the intervals allow."""

import math

import pytest

from iwsim.cli import critical, purse
from iwsim.result import CriticalPoints
from iwsim.study.statistics import Interval, quadrant
from tests.cli.conftest import SHORT

ALL = ("--arms", "siloed,siloed_same_money,colocated_team", "--workers", "1", "--quiet")


def rows(cost, benefit, ratio):
    """Return rows of the money table with these intervals; the ratio as (value, low, high)."""
    reading = quadrant(Interval(*cost), Interval(*benefit))
    return {
        "extra_cost": {"low": cost[0], "high": cost[1]},
        "benefit": {"low": benefit[0], "high": benefit[1]},
        "net": {"low": benefit[0] - cost[1], "high": benefit[1] - cost[0]},
        "ratio": dict(zip(("value", "low", "high"), ratio, strict=True), reading=reading),
    }


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            rows((8.0, 12.0), (4.0, 6.0), (0.5, 0.4, 0.6)),
            "team costs more and saves money elsewhere. Each pound of extra cost brings 0.500 "
            "(0.400 to 0.600) pounds back.",
        ),
        (
            rows((8.0, 12.0), (-3.0, -1.0), (-0.2, -0.3, -0.1)),
            "team costs more and raises public cost elsewhere. It loses on both sides: each pound "
            "of extra cost comes with 0.200 (0.100 to 0.300) pounds more of it.",
        ),
        (
            rows((8.0, 12.0), (-1.0, 2.0), (0.05, -0.1, 0.2)),
            "team costs more and saves about nothing (not told from zero).",
        ),
        (
            rows((-2.0, -1.0), (4.0, 6.0), (math.nan,) * 3),
            "team costs less and saves money elsewhere.",
        ),
        (
            rows((math.nan,) * 2, (math.nan,) * 2, (math.nan,) * 3),
            "One run of each arm cannot tell what is due to luck: whether team costs more, and "
            "whether it saves anything, takes two runs or more (--replicates).",
        ),
    ],
)
def test_the_reading_of_the_money(found, said):
    assert purse.reading("team", found) == said


@pytest.mark.parametrize(
    ("branching", "criticality", "verdict"),
    [
        (0.3, 0.99, "Troubles do not feed themselves:"),
        (1.0, 0.99, "Warning, incidents feed themselves:"),
        (0.3, 1.0, "Warning, needs feed themselves:"),
        (1.2, 1.1, "Warning, incidents and needs feed themselves:"),
    ],
)
def test_the_verdict_on_critical_points(capsys, branching, criticality, verdict):
    critical.print_critical_points(CriticalPoints(branching, 2.0, criticality, 0.31)._asdict())
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith(verdict)
    assert "Mean need at the end, from 0 to 1: 0.310." in said


@pytest.mark.usefixtures("quick")
def test_the_report_says_who_pays_and_what_the_same_money_is(command):
    code, out, _ = command("compare", "tower", *SHORT, *ALL, "--replicates", "2")
    said = " ".join(out.split())
    assert code == 0
    assert said.count("who pays and who saves, weeks 0 to 3") == 2
    assert said.count("It has the same planned money as colocated_team: the ") == 1
    assert said.count("What is spent differs, +") == 1
    assert "Troubles do not feed themselves" in said
    for name in ("ledger", "money_by_payer", "sums_by_payer", "critical_points"):
        assert f"tables/{name}.csv" in said


@pytest.mark.usefixtures("quick")
def test_one_replicate_reads_well(command):
    _, out, _ = command("compare", "tower", *SHORT, *ALL, "--replicates", "1")
    said = " ".join(out.split())
    assert said.count("One run of each arm cannot tell what is due to luck") == 2
    assert "not known" not in said


def test_a_run_tells_its_critical_points(command, plain):
    words = ("run", "tower", *SHORT, "--out", "one")
    points = plain(*words)["critical_points"]
    assert tuple(points) == CriticalPoints._fields
    assert "Troubles do not feed themselves" in command(*words)[1]

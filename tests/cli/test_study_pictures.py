"""Figures of studies as the commands write them: each with its data, whatever its style."""

import pytest

from iwsim.cli import studying
from iwsim.sweep import runs as making
from iwsim.views.figures import FORMATS
from tests.sweep import cheap
from tests.sweep.cheap import Formula

ARMS = '["siloed", "colocated_team"]'
HEAD = cheap.head("difference", ARMS, 1, '["incidents"]')
TEXTS = {
    "sobol": HEAD + cheap.design("sobol", 8) + cheap.factors(2),
    "latin_hypercube": HEAD + cheap.design("latin_hypercube", 128) + cheap.factors(2),
    "grid": HEAD + '[factors]\n"asb.memory" = { values = [0.2, 0.3] }\n',
}
STYLE = "figure.facecolor: 00ff00\n"


@pytest.fixture
def begun(command, tmp_path, monkeypatch, request):
    """A study whose tables and figures are still to be written."""

    def make_runs(study, folder, *, told, where, **options):
        work = Formula(cheap.mixed)
        making.make_runs(study, folder, told=told, where=cheap.HERE, work=work, **options)

    monkeypatch.setattr(studying, "make_runs", make_runs)
    (tmp_path / "mine.toml").write_text(TEXTS[request.param], encoding="utf-8")
    (tmp_path / "green.mplstyle").write_text(STYLE, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(studying, "shown", lambda *_: 0)
        assert command("study", "mine.toml", "--out", "here", "--quiet")[0] == 0
    return tmp_path / "here"


def written(command, folder, *words):
    """Return what a command leaves of figures and tables, by name."""
    code, _, message = command("study", *words)
    assert (code, message) == (0, "")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix[1:] in ("csv", *FORMATS)
    }


VERBS = [
    ("sobol", ("analyse", "here", "--resamples", "100")),
    ("grid", ("analyse", "here")),
    ("latin_hypercube", ("regions", "here", "--outcome", "incidents", "--above", "0.05")),
]


@pytest.mark.parametrize(("begun", "words"), VERBS, indirect=["begun"])
def test_each_figure_has_its_data_beside_it_and_a_style_changes_the_figure_alone(
    command, begun, words
):
    usual = written(command, begun, *words)
    figures = {name for name in usual if not name.endswith(".csv")}
    stems = {name.rpartition(".")[0] for name in figures}
    assert stems
    assert figures == {f"{stem}.{form}" for stem in stems for form in FORMATS}
    assert {f"{stem}.csv" for stem in stems} == {
        name for name in usual if name.startswith("figures/") and name.endswith(".csv")
    }
    styled = written(command, begun, *words, "--style", "green.mplstyle")
    assert set(styled) == set(usual)
    assert {name for name in usual if styled[name] != usual[name]} == figures

"""Figures of studies: each kind is drawn from the tables, on a page, without words that collide."""

import pytest

from iwsim.study.progress import Silent
from iwsim.study.where import Threads
from iwsim.sweep.results import results_of
from iwsim.sweep.runs import make_runs
from iwsim.sweep.summary import summary_of
from iwsim.views.studies import study_figures
from iwsim.views.style import SMALL, house_style, render
from tests.sweep.files import SMALL as SMALL_STUDY
from tests.sweep.files import study_of
from tests.views.overlaps import collisions, texts

MILLIMETRES = 25.4
KINDS = {
    "effects": '[settings."as it is"]\n[settings.calm]\n"asb.contagion" = 0.0\n',
    "ingredients": '[one_by_one]\nteam = "colocated_team"\nsilo = "siloed"\n',
    "crossing": '[crossed]\nteam = "colocated_team"\nsilo = "siloed"\n',
    "shares": '[mechanisms.a]\noff = { "asb.contagion" = 0.0 }\n'
    '[mechanisms.b]\noff = { "needs.coupling" = 0.0 }\n',
    "ranks": "[factors.a]\nlow = {}\n"
    'high = { "asb.contagion" = 0.4 }\n[factors.b]\nfew = {}\nmany = { "needs.coupling" = 0.0 }\n',
}


@pytest.fixture(scope="module", params=KINDS)
def drawn(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    study = study_of(folder, SMALL_STUDY + KINDS[request.param])
    make_runs(study, folder / "runs", told=Silent(), where=Threads(1))
    summary = summary_of(results_of(study, folder / "runs"))

    def draw():
        with house_style():
            return {one.name: one.figure for one in study_figures(study, summary)}

    return request.param, draw


def test_each_kind_of_study_has_its_figure(drawn):
    kind, draw = drawn
    assert kind in draw()


def test_it_fits_a_page_and_no_words_collide(drawn):
    _, draw = drawn
    for name, figure in draw().items():
        width, height = figure.get_size_inches() * MILLIMETRES
        assert width == pytest.approx(180.0)
        assert height <= 240.0 + 1e-9
        assert all(text.get_fontsize() >= SMALL for text in texts(figure)), name
        assert collisions(figure) == [], name


def test_it_has_the_same_bytes_each_time(drawn):
    _, draw = drawn
    first, second = (
        {name: render(figure, "svg") for name, figure in draw().items()} for _ in range(2)
    )
    assert first == second

"""Every figure: what it writes, that it is the same each time, and that its axes have units."""

import dataclasses
import subprocess
import sys
import threading
from io import StringIO

import numpy as np
import pandas as pd
import pytest
from matplotlib import rcParams

from iwsim.errors import ScenarioError, StoreError
from iwsim.views import figures
from iwsim.views.figures import FIGURES, FORMATS, draw_figures, write_figures
from iwsim.views.style import SMALL
from tests.views.overlaps import collisions, texts

NAMES = ["incidents", "towers_stress", "towers_incidents", "staff", "hours", "money", "ledger"]
MILLIMETRES = 25.4
NEED_TWO_ARMS = {"money", "ledger"}
CATEGORIES = {"Agency", "Use of hours"}


def expected(arms):
    return [name for name in NAMES if arms > 1 or name not in NEED_TWO_ARMS]


@pytest.mark.parametrize("arms", [1, 2, 3])
def test_each_figure_is_drawn_with_units_on_its_axes_and_readable_letters(make, arms):
    drawn = draw_figures(make(arms=arms))
    assert [one.name for one in drawn] == expected(arms)
    for one in drawn:
        assert all(text.get_fontsize() >= SMALL for text in texts(one.figure))
        for axes in one.figure.axes:
            for axis in (axes.xaxis, axes.yaxis):
                label = axis.get_label_text()
                if axis.get_ticklabels() and axis.get_visible() and label:
                    assert label in CATEGORIES or ("(" in label and label.endswith(")")), label
        assert one.figure.axes[-1].get_xlabel() or one.figure.axes[-1].get_ylabel()


@pytest.mark.parametrize(("arms", "towers"), [(1, 7), (2, 1), (3, 7), (10, 7)])
def test_figures_fit_a_page_and_no_text_leaves_them_or_lies_upon_another(make, arms, towers):
    for one in draw_figures(make(arms=arms, towers=towers, low=26 if towers > 1 else 0)):
        width, height = one.figure.get_size_inches() * MILLIMETRES
        assert width == pytest.approx(180.0)
        assert height <= 240.0 + 1e-9
        assert collisions(one.figure) == [], one.name


def test_the_caption_names_scenario_and_replicates(make):
    comparison = make(replicates=3)
    for one in draw_figures(comparison):
        words = " ".join(" ".join(text.get_text() for text in one.figure.texts).split())
        assert f"Scenario: {comparison.scenario.title}; 3 replicates" in words


def test_files_are_written_and_the_same_each_time(make, tmp_path):
    paths = write_figures(make(arms=3), tmp_path / "first")
    again = write_figures(make(arms=3), tmp_path / "second")
    assert [path.name for path in paths] == [
        f"{name}.{end}" for name in NAMES for end in (*FORMATS, "csv")
    ]
    for one, other in zip(paths, again, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name
    for path in paths:
        if path.suffix == ".svg":
            text = path.read_text(encoding="utf-8")
            assert "<dc:date>" not in text
            assert "Matplotlib v" not in text


def test_data_have_six_significant_digits_and_unix_lines(make, tmp_path):
    paths = write_figures(make(), tmp_path, formats=())
    assert {path.suffix for path in paths} == {".csv"}
    for path in paths:
        raw = path.read_bytes().decode("utf-8")
        assert "\r" not in raw
        frame = pd.read_csv(StringIO(raw))
        assert len(frame)
        for column in frame.select_dtypes("float"):
            values = frame[column].dropna()
            assert [float(f"{value:.6g}") for value in values] == values.tolist()


@pytest.mark.parametrize("weeks", [30, 60, 103, 104])
def test_the_early_window_stands_in_where_there_is_no_late_one(make, weeks):
    drawn = draw_figures(make(weeks=weeks))
    words = {
        one.name: " ".join(" ".join(t.get_text() for t in one.figure.texts).split())
        for one in drawn
    }
    window = "(late window)" if weeks >= 104 else "weeks 0 to 25 after the switch (early window)"
    for name in ("staff", "hours", "ledger"):
        assert window in words[name]


def test_columns_without_a_number_are_said_to_be_empty(make, tmp_path):
    comparison = make(arms=3)
    numbers = [c for c in comparison.weekly if c not in ("arm", "replicate", "week")]
    comparison.weekly[numbers] = np.nan
    comparison.table[["difference", "low", "high", "share_better"]] = np.nan
    comparison.flats[["stress", "incidents"]] = np.nan
    drawn = draw_figures(comparison)
    assert [one.name for one in drawn] == NAMES
    for one in drawn:
        if not one.name.startswith("towers"):
            said = [text.get_text() for axes in one.figure.axes for text in axes.texts]
            assert any(words.startswith("no values") for words in said), one.name
    assert write_figures(comparison, tmp_path, formats=("svg",))


def test_one_empty_column_leaves_the_others(make, tmp_path):
    comparison = make(arms=3)
    comparison.weekly["exhaustion.police"] = np.nan
    comparison.weekly["threat"] = 0.0
    assert len(write_figures(comparison, tmp_path, formats=("svg",))) == 2 * len(NAMES)


@pytest.mark.parametrize(("towers", "low"), [(1, 0), (0, 3), (7, 26)])
def test_estates_of_any_kind_fit(make, tmp_path, monkeypatch, towers, low):
    monkeypatch.setattr(figures, "FIGURES", FIGURES[1:3])
    comparison = make(arms=3, towers=towers, low=low)
    paths = write_figures(comparison, tmp_path, formats=("svg",))
    assert {path.stem for path in paths} == {"towers_stress", "towers_incidents"}


def test_without_flats_there_are_no_towers(make):
    comparison = make()
    comparison = dataclasses.replace(comparison, flats=comparison.flats.iloc[:0])
    drawn = draw_figures(comparison)
    assert [one.name for one in drawn] == [n for n in NAMES if not n.startswith("towers")]


def test_an_unknown_format_is_refused_with_the_nearest(make, tmp_path):
    with pytest.raises(ScenarioError, match=r"'pgn'; allowed: png, svg .nearest: png") as caught:
        write_figures(make(), tmp_path / "none", formats=("pgn", "gif"))
    assert len(caught.value.faults) == 2
    assert not (tmp_path / "none").exists()


def test_a_place_that_cannot_be_written_is_named(make, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        write_figures(make(), tmp_path / "file" / "below", formats=())


def test_the_users_settings_neither_show_nor_change(make, tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "FIGURES", (FIGURES[0], FIGURES[4]))
    plain = write_figures(make(), tmp_path / "plain", formats=("svg",))
    monkeypatch.setitem(rcParams, "font.size", 23.0)
    monkeypatch.setitem(rcParams, "svg.hashsalt", None)
    loud = write_figures(make(), tmp_path / "loud", formats=("svg",))
    assert [path.read_bytes() for path in plain] == [path.read_bytes() for path in loud]
    assert rcParams["font.size"] == 23.0
    assert rcParams["svg.hashsalt"] is None


def test_threads_draw_the_same_bytes(make, tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "FIGURES", (FIGURES[0], FIGURES[3]))
    comparison = make()
    folders = [tmp_path / str(number) for number in range(4)]
    threads = [
        threading.Thread(target=write_figures, args=(comparison, folder)) for folder in folders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    files = [[path.read_bytes() for path in sorted(folder.iterdir())] for folder in folders]
    assert len(files[0]) == 6
    assert all(other == files[0] for other in files)


def test_drawing_never_loads_the_library_that_keeps_a_current_figure():
    program = "import sys, iwsim.views.figures; print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "False"

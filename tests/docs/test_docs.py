"""The documentation holds: tables are current, examples run, commands and links exist."""

import re
import subprocess
import sys
from dataclasses import replace

import matplotlib as mpl
import pytest
from matplotlib.image import imread

import iwsim
from iwsim.cli import main, studying
from iwsim.cli.arguments import Reading
from iwsim.cli.comparing import USUAL_ARMS
from iwsim.cli.parser import MODULE_OF, arguments_of
from iwsim.cli.study_options import STUDY_VERBS
from iwsim.evidence.table import EVIDENCE
from iwsim.outcomes import columns
from iwsim.scenario import load_scenario
from iwsim.study.compare import compare
from iwsim.study.keys import fingerprint
from iwsim.sweep.read import load_study
from tests.docs.pages import (
    CHECKOUT,
    CLUSTER,
    DOCS,
    PAGES,
    PARTS,
    anchors,
    blocks,
    commands,
    links,
    model_of,
    name_of,
    write_files,
)
from tests.docs.small import small_study
from tests.quicken import quicken

FEW = 2
MOST_BYTES = 200_000
IMAGES = sorted((DOCS / "images").iterdir())
SHORT = ("--weeks", "8", "--set", "spin_up=4", "--set", "baseline=2", "--quiet")
SMALLER = {
    "demo": (*SHORT, "--replicates", str(FEW)),
    "compare": (*SHORT, "--replicates", str(FEW)),
    "run": SHORT,
    "study": ("--quiet",),
}
"""What is added to a command: a short horizon and few runs; the rest of it runs as it stands.

Studies are made small when they are read: `tests.docs.small`.
"""
WHOLE_PAGES = [page for page in PAGES if PARTS not in page.parents]
COMMANDS = [(page, words) for page in PAGES for words in commands(page)]
WITH_COMMANDS = [page for page in PAGES if commands(page) and page != CLUSTER]
COMMAND_NAMES = [f"{page.name}: {' '.join(words)}" for page, words in COMMANDS]
RUN_BY_A_MODULE = [page for page in PAGES if model_of(page)]
WITH_PYTHON = [
    page
    for page in PAGES
    if any(block.kind == "python" for block in blocks(page)) and page != CLUSTER
]


def test_there_is_something_to_test():
    assert COMMANDS and WITH_PYTHON
    assert {words[0] for _, words in COMMANDS} == {*MODULE_OF} - {"calibrate", "reference-levels"}


@pytest.mark.parametrize(
    "page", ["odd", "evidence", "scorecard", "calibration", "cases", "questions", "findings"]
)
def test_generated_pages_are_current(page):
    script = DOCS / f"generate_{page}.py"
    done = subprocess.run(
        [sys.executable, script, "--check"],
        capture_output=True, text=True, check=False, timeout=240, cwd=CHECKOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_pages_that_take_runs_are_of_this_model():
    """They have no quick check: what they say is run anew, by the modules that they name."""
    behind = {name_of(page) for page in RUN_BY_A_MODULE if model_of(page) != fingerprint()[:8]}
    assert len(RUN_BY_A_MODULE) > 1
    assert behind == set()


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name_of)
def test_python_examples_run(page, tmp_path, monkeypatch):
    """Examples run as written, but for the size: two replicates, one worker, a short spin-up."""

    def small(name, overrides=None):
        return replace(load_scenario(name, overrides), spin_up=8, baseline=4, weeks=104)

    def short(scenario, arms, replicates=FEW, seed=1, **options):
        return compare(scenario, arms, min(replicates, FEW), seed, **{**options, "workers": 1})

    monkeypatch.setattr(iwsim, "load_scenario", small)
    monkeypatch.setattr(iwsim, "load_study", small_study(monkeypatch))
    monkeypatch.setattr(iwsim, "compare", short)
    monkeypatch.chdir(tmp_path)
    write_files(page, tmp_path)
    names = {"__name__": "example"}
    with mpl.rc_context({"backend": "agg"}):
        for block in blocks(page):
            if block.kind == "python":
                exec(compile(block.text, name_of(page), "exec"), names)


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=COMMAND_NAMES)
def test_commands_are_understood(page, words, tmp_path, monkeypatch):
    """Arguments are read as the command reads them, up to the point where it would begin."""
    monkeypatch.chdir(tmp_path)
    write_files(page, tmp_path)
    arguments = arguments_of(words)
    reading = Reading(arguments)
    name = getattr(arguments, "scenario", "rochdale")
    scenario = reading.scenario(name) if "set" in arguments else load_scenario(name)
    if "study" in arguments and arguments.study:
        if arguments.study not in STUDY_VERBS:
            samples = None if arguments.samples is None else reading.whole("samples", 2)
            load_study(arguments.study, samples=samples)
    elif "replicates" in arguments:
        reading.whole("replicates", 1)
        reading.arms(scenario, USUAL_ARMS)
        reading.outcomes(columns(scenario) if scenario else ())
    if "arm" in arguments and "study" not in arguments:
        reading.arm(scenario)
    if getattr(arguments, "seed", None) is not None:
        reading.whole("seed", 0)
    reading.close()


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_commands_run(page, tmp_path, monkeypatch, capsys):
    """The commands of a page run one after the other in one folder, as written but for the size."""
    quicken(monkeypatch)
    monkeypatch.setattr(studying, "load_study", small_study(monkeypatch))
    monkeypatch.chdir(tmp_path)
    write_files(page, tmp_path)
    for words in commands(page):
        code = main([*words, *SMALLER.get(words[0], ())])
        shown = capsys.readouterr()
        assert code == 0, f"iwsim {' '.join(words)}: {shown.err}"
        assert shown.out


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_scenario_files_that_are_shown_are_sound(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_files(page, tmp_path)
    for path in sorted(tmp_path.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        load_study(str(path)) if "\nscenario = " in text else load_scenario(path)


@pytest.mark.parametrize("page", WHOLE_PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    broken = []
    for target in links(page):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("path", IMAGES, ids=name_of)
def test_images_are_small(path):
    """Every version of an image stays in the history for good."""
    assert path.stat().st_size < MOST_BYTES


def test_the_figures_of_the_demo_are_drawn_from_results(tmp_path):
    """For a screen and small, and so that another drawing of the same has the same bytes."""
    scenario = replace(load_scenario("tower"), spin_up=8, baseline=8, weeks=30)
    compare(scenario, ["siloed", "colocated_team"], FEW, workers=1, out=tmp_path / "demo")
    for name in ("one", "two"):
        done = subprocess.run(
            [sys.executable, DOCS / "draw_demo.py", tmp_path / "demo",
             "--images", tmp_path / name, "--tables", tmp_path / name],
            capture_output=True, text=True, check=False, timeout=240, cwd=CHECKOUT,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    for file in ("demo-incidents.png", "demo-ledger.png", "ledger.csv"):
        one, two = (tmp_path / name / file for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
        assert one.stat().st_size < MOST_BYTES
    height, width, _ = imread(tmp_path / "one" / "demo-incidents.png").shape
    assert (width, height) == (1417, 1020)  # 180 mm at 200 dots an inch


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_ids_of_evidence_exist(page):
    found = set(re.findall(r"\b[EL]\d{3}\b", page.read_text(encoding="utf-8")))
    assert found <= set(EVIDENCE)


def test_every_part_is_in_the_odd_page():
    """A part that no list names would never be read."""
    script = (DOCS / "generate_odd.py").read_text(encoding="utf-8")
    loose = [
        part.stem
        for part in PARTS.glob("*.md")
        if f'"{part.stem}"' not in script and not part.stem.startswith("process_")
    ]
    assert loose == []

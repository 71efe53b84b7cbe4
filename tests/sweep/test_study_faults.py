"""Whatever happens to the disk or to a run of a study: told, mended, nothing lost."""

import errno
import os
import shutil

import pytest

from iwsim.cli import main, study_folder
from iwsim.errors import StoreError
from iwsim.study import manifest
from iwsim.study.digest import digest
from iwsim.study.lock import held
from iwsim.study.parts import RUNS, part_files, read_parts
from iwsim.sweep import runs as making
from iwsim.sweep.kept import DESIGN_FILE, kept_study
from iwsim.sweep.read import load_study
from iwsim.sweep.runs import ROWS
from iwsim.sweep.status import status_of
from tests.failing_calls import Failing, Killed
from tests.sweep import cheap
from tests.sweep.cheap import Formula, made

ARMS = '["siloed", "colocated_team"]'
TEXT = cheap.head("difference", ARMS, 1) + cheap.design("sobol", 4) + cheap.factors(2)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A finished study: its file, its folder, and the digest of its runs."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "study.toml").write_text(TEXT, encoding="utf-8")
    study = load_study(folder / "study.toml")
    made(study, folder / "runs")
    return study, folder / "runs", digest(folder / "runs")


@pytest.fixture
def there(begun, tmp_path):
    """A copy of the folder, to do harm to."""
    return shutil.copytree(begun[1], tmp_path / "runs")


@pytest.fixture
def cheaply(monkeypatch):
    """Let the command line make runs by a formula, in threads."""

    def make_runs(study, folder, *, told, where, **options):
        options["work"] = Formula(cheap.mixed)
        making.make_runs(study, folder, told=told, where=cheap.HERE, **options)

    monkeypatch.setattr(study_folder, "make_runs", make_runs)


def file_of(folder, table):
    return next(path for path in part_files(folder) if path.name.startswith(table))


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def flipped(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(bytes(content))


def gone(path):
    path.unlink()


@pytest.mark.parametrize(
    ("harm", "table"), [(cut, RUNS), (flipped, RUNS), (cut, ROWS), (flipped, ROWS), (gone, ROWS)]
)
@pytest.mark.usefixtures("cheaply")
def test_a_damaged_part_is_named_and_mended(there, begun, capsys, harm, table):
    path = file_of(there, table)
    harm(path)
    sound = set(part_files(there)) - {path}
    for words in (["status"], ["verify", "--check"]):
        assert main(["study", *words, str(there)]) == 3
        assert path.name in capsys.readouterr().out
        assert not (there / "damaged").exists()
    found = status_of(there)
    lost = found.missing
    assert 0 < lost < found.runs
    assert main(["study", "verify", str(there), "--quiet"]) == 0
    assert f"{lost} runs were made again" in capsys.readouterr().out
    assert digest(there) == begun[2]
    assert len(sound & set(part_files(there))) >= len(sound) - 1  # its companion went with it
    assert status_of(there).sound
    if harm is not gone:
        assert (there / "damaged" / path.name).exists()


def test_a_part_that_is_gone_is_a_run_that_is_missing(there, begun, capsys):
    file_of(there, RUNS).unlink()
    found = status_of(there)
    assert found.sound
    assert found.missing > 0
    assert made(begun[0], there) == found.missing
    assert digest(there) == begun[2]


def test_where_all_is_well_verify_says_so_and_changes_nothing(there, capsys):
    before = {path: path.read_bytes() for path in there.rglob("*") if path.is_file()}
    assert main(["study", "verify", str(there)]) == 0
    assert "damaged" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in before} == before


OTHER = cheap.head() + cheap.design("sobol", 8) + cheap.factors(3)


def design_of_another(there, tmp_path):
    (tmp_path / "study.toml").write_text(OTHER, encoding="utf-8")
    made(load_study(tmp_path / "study.toml"), tmp_path / "other")
    shutil.copy(tmp_path / "other" / DESIGN_FILE, there / DESIGN_FILE)


HARMS = {
    "no manifest": (lambda there, _: gone(there / manifest.NAME), "holds no results"),
    "a cut manifest": (lambda there, _: cut(there / manifest.NAME), "manifest.json: damaged"),
    "a manifest without its factors": (
        lambda there, _: (there / manifest.NAME).write_text(
            (there / manifest.NAME).read_text("utf-8").replace('"factors"', '"factor"'), "utf-8"
        ),
        "manifest.json: damaged .*'factors'",
    ),
    "no design": (lambda there, _: gone(there / DESIGN_FILE), "missing or damaged"),
    "a cut design": (lambda there, _: cut(there / DESIGN_FILE), "missing or damaged"),
    "an empty design": (lambda there, _: (there / DESIGN_FILE).write_bytes(b""), "missing or"),
    "another design": (design_of_another, "not the design that the manifest tells of"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMS)
@pytest.mark.parametrize("verb", ["status", "verify", "analyse", "export", "bundle", "rerun"])
def test_what_a_folder_tells_of_itself_is_damaged(there, tmp_path, capsys, name, verb, monkeypatch):
    monkeypatch.chdir(tmp_path)
    harm, said = HARMS[name]
    harm(there, tmp_path)
    capsys.readouterr()
    assert main(["study", verb, str(there)]) == 3
    out, message = capsys.readouterr()
    assert out == ""
    assert message.count("\n") == 1
    with pytest.raises(StoreError, match=said):
        kept_study(there)


@pytest.mark.parametrize("name", HARMS)
def test_the_same_study_once_more_mends_what_the_folder_tells(there, begun, tmp_path, name):
    HARMS[name][0](there, tmp_path)
    assert made(begun[0], there) == 0
    assert kept_study(there).design.fingerprint() == begun[0].design.fingerprint()
    assert status_of(there).missing == 0
    assert digest(there) == begun[2]


def test_any_flipped_bit_of_the_design_is_found(there):
    path = there / DESIGN_FILE
    whole = path.read_bytes()
    kept = kept_study(there)
    for at in range(0, len(whole), 5):
        content = bytearray(whole)
        content[at] ^= 1 << (at % 8)
        path.write_bytes(bytes(content))
        try:
            found = kept_study(there)
        except StoreError:
            continue
        assert found.design.fingerprint() == kept.design.fingerprint()


def test_runs_of_another_model_are_told_and_refused(there, begun, monkeypatch, capsys):
    for module in ("iwsim.sweep.runs", "iwsim.sweep.status", "iwsim.sweep.keys"):
        monkeypatch.setattr(f"{module}.fingerprint", lambda: "0" * 64)
    with pytest.raises(StoreError, match="another version of the model"):
        made(begun[0], there)
    assert main(["study", "status", str(there)]) == 0
    assert "another version than this one" in capsys.readouterr().out
    cut(file_of(there, ROWS))
    assert main(["study", "verify", str(there)]) == 3
    assert "cannot make the damaged ones again" in capsys.readouterr().err.replace("\n", " ")
    assert not (there / "damaged").exists()


def test_a_second_process_is_told_who_holds_the_folder(there, begun, capsys):
    with held(there):
        with pytest.raises(StoreError, match=rf"in use by process {os.getpid()} of"):
            made(begun[0], there)
        assert main(["study", "status", str(there)]) == 0
        assert f"process {os.getpid()} of" in capsys.readouterr().out
        cut(file_of(there, ROWS))
        assert main(["study", "verify", str(there)]) == 3
        assert "in use by" in capsys.readouterr().err
    assert "in use by" not in str(status_of(there).holder)


TINY = cheap.head("level", '["siloed"]', 1)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A study of one run, the digest of it, and how often they call the disk."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "study.toml").write_text(TINY, encoding="utf-8")
    study = load_study(folder / "study.toml")
    with pytest.MonkeyPatch.context() as monkeypatch:
        counting = Failing(monkeypatch, k=10_000, number=0)
        made(study, folder / "runs", where=cheap.ONE)
    return study, digest(folder / "runs"), counting.count


@pytest.mark.parametrize("name", ["refused", "killed"])
def test_whichever_call_fails_the_same_study_mends_it(tmp_path, monkeypatch, tiny, name):
    study, expected, count = tiny
    assert count > 20
    for k in range(1, count + 1):
        folder = tmp_path / str(k)
        number = (errno.ENOSPC, errno.EIO)[k % 2] if name == "refused" else None
        with monkeypatch.context() as patch:
            Failing(patch, k, number)
            raised = Killed if number is None else StoreError
            with pytest.raises(raised, match=None if number is None else os.strerror(number)):
                made(study, folder, where=cheap.ONE)
        sound, damaged = read_parts(folder)
        assert not damaged
        finished = {file for part in sound for file in part.files}
        made(study, folder, where=cheap.ONE)
        assert finished <= set(part_files(folder))  # nothing finished was made again
        assert digest(folder) == expected
        assert status_of(folder).finished == study.runs
        assert manifest.read(folder)["status"] == "complete"

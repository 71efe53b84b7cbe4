"""The store: whole or not there, damaged parts found, strangers refused."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fakes import ARMS, small_scenario

from iwsim.errors import StoreError
from iwsim.study import lock, parts
from iwsim.study.compare import compare
from iwsim.study.comparison import Comparison
from iwsim.study.digest import digest
from iwsim.study.parts import part_files

pytestmark = pytest.mark.usefixtures("fake_model")


def made(folder, replicates=3, **options):
    return compare(small_scenario(), ARMS[:2], replicates, workers=1, out=folder, **options)


def test_the_same_command_again_makes_no_run(tmp_path, fake_model, monkeypatch):
    first = made(tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*") if path.is_file()}
    monkeypatch.setattr(fake_model, "step", None)
    again = made(tmp_path)
    assert again.weekly.equals(first.weekly)
    assert {path: path.stat().st_mtime_ns for path in files} == files


def test_more_replicates_and_arms_go_on_from_what_is_there(tmp_path):
    made(tmp_path / "grown", replicates=2)
    before = set(part_files(tmp_path / "grown"))
    compare(small_scenario(), ARMS, 4, workers=1, out=tmp_path / "grown")
    compare(small_scenario(), ARMS, 4, workers=1, out=tmp_path / "whole")
    assert before < set(part_files(tmp_path / "grown"))
    assert digest(tmp_path / "grown") == digest(tmp_path / "whole")


def test_load_gives_back_what_compare_gave(tmp_path):
    first = made(tmp_path)
    loaded = Comparison.load(tmp_path)
    assert loaded.weekly.equals(first.weekly)
    assert loaded.flats.equals(first.flats)
    assert loaded.table.equals(first.table)
    assert loaded.arms == first.arms
    assert loaded.scenario.resolved() == first.scenario.resolved()
    assert loaded.provenance["status"] == "complete"


def test_without_a_folder_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    comparison = made(None)
    assert comparison.folder is None
    assert list(tmp_path.iterdir()) == []


def _flip(path, bit):
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("table", ["runs", "weekly", "flats"])
@pytest.mark.parametrize("damage", ["truncated", "empty", "missing", "flipped"])
def test_a_damaged_part_is_moved_aside_and_its_runs_repeated(tmp_path, caplog, table, damage):
    made(tmp_path)
    whole = digest(tmp_path)
    victim = next(path for path in part_files(tmp_path) if path.name.startswith(table))
    content = victim.read_bytes()
    if damage == "truncated":
        victim.write_bytes(content[: len(content) // 2])
    elif damage == "empty":
        victim.write_bytes(b"")
    elif damage == "missing":
        victim.unlink()
    else:
        _flip(victim, 8 * (len(content) // 3))
    if (table, damage) != ("runs", "missing"):
        with pytest.raises(StoreError, match=victim.name):
            digest(tmp_path)
    made(tmp_path)
    assert digest(tmp_path) == whole
    if damage != "missing":
        kept = list((tmp_path / "damaged").glob(f"{victim.name}*"))
        assert kept
        assert str(victim) in caplog.text


def test_every_flipped_bit_is_found(tmp_path):
    made(tmp_path, replicates=1)
    victim = part_files(tmp_path)[0]
    bits = 8 * victim.stat().st_size
    for bit in range(0, bits, max(1, bits // 150)):
        _flip(victim, bit)
        _, damaged = parts.read_parts(tmp_path)
        assert list(damaged) == [victim]
        _flip(victim, bit)
    assert parts.read_parts(tmp_path)[1] == {}


def test_pages_carry_checksums_for_other_readers(tmp_path):
    made(tmp_path, replicates=1)
    victim = next(path for path in part_files(tmp_path) if path.name.startswith("weekly"))
    content = bytearray(victim.read_bytes())
    said = []
    for byte in range(100, 2000, 50):
        content[byte] ^= 0x10
        try:
            pq.read_table(pa.BufferReader(bytes(content)), page_checksum_verification=True)
        except OSError as error:
            said.append(str(error))
        content[byte] ^= 0x10
    assert any("CRC" in text for text in said)


def test_what_was_moved_aside_before_is_kept(tmp_path):
    for _ in range(2):
        made(tmp_path, replicates=1)
        part_files(tmp_path)[0].write_bytes(b"spoilt")
    made(tmp_path, replicates=1)
    assert len(list((tmp_path / "damaged").glob("runs-*"))) == 2


def test_a_damaged_manifest_is_written_anew(tmp_path):
    made(tmp_path)
    whole = digest(tmp_path)
    (tmp_path / "manifest.json").write_bytes(b'{"written_by": "iws')
    made(tmp_path)
    assert Comparison.load(tmp_path).provenance["finished"] == 6
    assert digest(tmp_path) == whole


def test_a_manifest_of_somebody_else_is_never_touched(tmp_path):
    (tmp_path / "manifest.json").write_text('{"name": "a web page"}', encoding="utf-8")
    with pytest.raises(StoreError, match="not written by iwsim"):
        made(tmp_path, force=True)
    assert json.loads((tmp_path / "manifest.json").read_bytes()) == {"name": "a web page"}


def test_another_fingerprint_is_refused_and_replaced_only_by_force(tmp_path, monkeypatch):
    made(tmp_path)
    before = part_files(tmp_path)
    monkeypatch.setattr("iwsim.study.keys.fingerprint", lambda: "f" * 64)
    monkeypatch.setattr(sys.modules["iwsim.study.compare"], "fingerprint", lambda: "f" * 64)
    with pytest.raises(StoreError, match=r"another version of the model .*ffffffffffff.*--force"):
        made(tmp_path)
    assert part_files(tmp_path) == before
    made(tmp_path, force=True)
    assert not set(part_files(tmp_path)) & set(before)


@pytest.mark.parametrize("change", [{"scenario": small_scenario(weeks=31)}, {"seed": 2}])
def test_another_scenario_or_seed_is_refused(tmp_path, change):
    made(tmp_path)
    asked = {"scenario": small_scenario(), "seed": 1, **change}
    with pytest.raises(StoreError, match="another scenario or seed"):
        compare(asked["scenario"], ARMS[:2], 1, asked["seed"], workers=1, out=tmp_path)


def test_force_makes_all_runs_again_with_the_same_bits(tmp_path):
    made(tmp_path)
    whole = digest(tmp_path)
    old = {path: path.stat().st_mtime_ns for path in part_files(tmp_path)}
    made(tmp_path, force=True)
    assert all(path.stat().st_mtime_ns != old.get(path) for path in part_files(tmp_path))
    assert digest(tmp_path) == whole


def test_a_path_below_a_file_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match=r"file.*results: "):
        made(tmp_path / "file" / "results")


def test_a_second_process_is_told_who_holds_the_folder(tmp_path):
    script = Path(__file__).with_name("compare_alone.py")
    holder = subprocess.Popen(
        [sys.executable, script, tmp_path, "threads", "0.1"], stderr=subprocess.PIPE
    )
    try:
        while holder.poll() is None and not (tmp_path / lock.HOLDER).exists():
            pass
        with pytest.raises(StoreError) as refusal:
            made(tmp_path)
    finally:
        holder.kill()
        holder.communicate()
    said = str(refusal.value)
    assert f"in use by process {holder.pid} of " in said
    assert socket.gethostname() in said
    made(tmp_path / "other")


def test_the_lock_is_let_go_of_after_a_refusal(tmp_path):
    made(tmp_path)
    with pytest.raises(StoreError):
        compare(small_scenario(weeks=31), ARMS[:2], 1, workers=1, out=tmp_path)
    made(tmp_path)
    assert not (tmp_path / lock.HOLDER).exists()


def test_a_holder_without_a_name_is_no_fault(tmp_path):
    (tmp_path / lock.HOLDER).write_bytes(b"?")
    assert lock._holder(tmp_path) == "another process"
    with lock.held(tmp_path):
        assert f"process {os.getpid()} of" in lock._holder(tmp_path)

"""Commands made sooner, comparisons and studies: the same results, tables and messages."""

from iwsim.cli import comparing, export, study_folder, study_rerun, study_tables, studying
from iwsim.study.where import Threads


def quicken(monkeypatch):
    """Draw one empty figure or none instead of all, and run in threads: the same bits, sooner."""
    compare_arms = comparing.compare_arms

    def one_figure(_, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "incidents.png").write_bytes(b"")
        return [folder / "incidents.png"]

    def in_threads(*given, **named):
        return compare_arms(*given, **{**named, "processes": False})

    monkeypatch.setattr(export, "write_figures", one_figure)
    monkeypatch.setattr(comparing, "compare_arms", in_threads)
    monkeypatch.setattr(study_tables, "save_figure", lambda *_: None)
    for module in (studying, study_folder, study_rerun):
        monkeypatch.setattr(module, "where_of", lambda *_: Threads(2))

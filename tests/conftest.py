"""Settings that every test shares."""

from pathlib import Path

from hypothesis import settings

# The same examples on every machine and in every run; a hang is caught by the time-out per test.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")


def pytest_xdist_auto_num_workers(config):
    """Keep to one process for single files, which are quicker so, and for what is timed."""
    files = all(Path(asked.partition("::")[0]).is_file() for asked in config.args)
    timed = config.option.markexpr == "benchmark"
    return 0 if files or timed else None

"""Settings that every test shares."""

from hypothesis import settings

# The same examples on every machine and in every run; a hang is caught by the time-out per test.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")

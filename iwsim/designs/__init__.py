"""Designs of studies: which points of the space of factors are run, and what belongs together."""

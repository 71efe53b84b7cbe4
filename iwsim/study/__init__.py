"""Runs in numbers: tasks, executors, the store of results, paired comparison."""

from iwsim.study.compare import compare
from iwsim.study.comparison import Comparison

__all__ = ["Comparison", "compare"]

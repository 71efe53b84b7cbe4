"""Runs in numbers: tasks, executors, the store of results, paired comparison."""

"""Which jobs of a cluster have run too long."""

from iwsim.study.overdue import Clocks

LIMITS = {"a": 10.0, "b": 10.0, "c": 10.0}


def test_a_job_counts_from_when_it_is_at_the_head_of_its_queue():
    clocks = Clocks()
    threads = {"here": 1}
    queue = {"here": ["b", "a", "not ours"]}
    assert clocks.overdue(queue, threads, LIMITS, 0.0) == []
    assert clocks.overdue(queue, threads, LIMITS, 9.0) == []
    assert clocks.overdue(queue, threads, LIMITS, 11.0) == [("a", "here")]
    assert clocks.overdue({"here": ["b"]}, threads, LIMITS, 12.0) == []
    assert clocks.overdue({"here": ["b"]}, threads, LIMITS, 23.0) == [("b", "here")]


def test_a_job_that_moves_begins_anew_and_threads_count():
    clocks = Clocks()
    assert clocks.overdue({"here": ["a", "b"]}, {"here": 2}, LIMITS, 0.0) == []
    moved = {"here": ["a"], "there": ["b"]}
    assert clocks.overdue(moved, {"here": 2}, LIMITS, 11.0) == [("a", "here")]

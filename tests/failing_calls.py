"""A disk whose k-th call fails, or at whose k-th call the process ends."""

import os

from iwsim.study import calls

CALLS = ("make_folder", "open_new", "write", "sync", "rename", "sync_folder", "remove", "read")


class Killed(BaseException):
    """The end of the process, as far as the disk can tell."""


class Failing:
    """Makes the k-th call fail, half-way through if it writes; no number: that one and all after.

    A process that dies makes no further call, whatever its clean-up would have liked to do.
    """

    def __init__(self, monkeypatch, k, number):
        self.k, self.number, self.count = k, number, 0
        for name in CALLS:
            monkeypatch.setattr(calls, name, self._wrapped(name, getattr(calls, name)))

    def _wrapped(self, name, real):
        def call(*arguments):
            self.count += 1
            if self.count < self.k or (self.count > self.k and self.number is not None):
                return real(*arguments)
            if name == "write" and self.count == self.k:
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            if self.number is None:
                raise Killed
            raise OSError(self.number, os.strerror(self.number))

        return call

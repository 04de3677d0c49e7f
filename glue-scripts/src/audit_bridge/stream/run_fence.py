"""Two job runs on one checkpoint: the newer one takes over, and the older one stops before it does harm."""

import re
from typing import Protocol

from .errors import SupersededError
from .object_store import ObjectStore

_FOLDER = "runs/"
_NAME = re.compile(r"runs/(\d{6})\.json")


class Fence(Protocol):
    number: int

    def check(self) -> None:
        """:raises SupersededError: when a newer run has begun"""


class RunFence:
    """The number of this run. Numbers are taken by conditional writes, so no two runs have the same one."""

    def __init__(self, work: ObjectStore, number: int) -> None:
        self.number = number
        self._work = work

    @classmethod
    def take(cls, work: ObjectStore) -> "RunFence":
        number = _newest(work) + 1
        while not work.create(f"{_FOLDER}{number:06d}.json", b"{}\n"):
            number += 1
        # The newest number decides; the one before it stays, for whoever looks into the folder.
        work.delete(f"{_FOLDER}{old:06d}.json" for old in _numbers(work) if old < number - 1)
        return cls(work, number)

    def check(self) -> None:
        newest = _newest(self._work)
        if newest > self.number:
            raise SupersededError(self._work.uri(""), self.number, newest)


def _newest(work: ObjectStore) -> int:
    return max(_numbers(work), default=0)


def _numbers(work: ObjectStore) -> list[int]:
    return [int(match[1]) for key in work.keys(_FOLDER) if (match := _NAME.fullmatch(key))]

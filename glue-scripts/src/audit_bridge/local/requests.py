"""When to look into the input folder: once, or whenever a line arrives."""

import os
import select
from collections.abc import Callable, Iterator

_LOOK_SECONDS = 0.5


def requests_of(descriptor: int, stopped: Callable[[], bool]) -> Iterator[None]:
    """One for each line feed that arrives, until the input ends or the job is stopped."""
    while not stopped():
        readable, _, _ = select.select([descriptor], [], [], _LOOK_SECONDS)
        if not readable:
            continue
        received = os.read(descriptor, 4096)
        if not received:
            return
        for _ in range(received.count(b"\n")):
            yield

"""SIGINT and SIGTERM as a question that the run asks, so that Spark is stopped in order."""

import os
import signal
import threading
from types import FrameType

_PATIENCE_SECONDS = 15


class StopSignal:
    """Installed after Spark was started, which puts a handler of its own."""

    def __init__(self) -> None:
        self.received: int | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._receive)

    @property
    def exit_code(self) -> int:
        """As a shell tells it."""
        return 128 + (self.received or 0)

    def _receive(self, number: int, _: FrameType | None) -> None:
        if self.received is not None:
            return
        self.received = number
        # Java ends when this process does. Whatever is under way then has not moved the checkpoint.
        last_resort = threading.Timer(_PATIENCE_SECONDS, os._exit, [128 + number])
        last_resort.daemon = True
        last_resort.start()

"""What a Java process keeps alive while it works: heap after a full collection, beside it classes and compiled code, and direct buffers."""

import threading
from types import TracebackType
from typing import Self

from pyspark.sql import SparkSession

_SECONDS_BETWEEN_LOOKS = 2.0


class LiveMemory:
    """Looks again and again, from a thread of its own, and once more at the end."""

    def __init__(self, spark: SparkSession) -> None:
        jvm = spark.sparkContext._jvm
        if jvm is None:
            raise RuntimeError("Spark has no Java process to ask")
        self._jvm = jvm
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look_until_the_end)
        self.peak_bytes = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, error: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        self._thread.join()

    def _look_until_the_end(self) -> None:
        while not self._ended.wait(_SECONDS_BETWEEN_LOOKS):
            self._look()
        self._look()

    def _look(self) -> None:
        factory = self._jvm.java.lang.management.ManagementFactory
        memory = factory.getMemoryMXBean()
        memory.gc()
        buffers = factory.getPlatformMXBeans(self._jvm.java.lang.Class.forName("java.lang.management.BufferPoolMXBean"))
        direct = sum(pool.getMemoryUsed() for pool in buffers)
        alive = memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed() + direct
        self.peak_bytes = max(self.peak_bytes, alive)

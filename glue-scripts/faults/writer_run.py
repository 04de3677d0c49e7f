"""One seed: the real writer on Spark and on folders, under the scenario's faults, until the stream is read to its end."""

import uuid
from collections.abc import Callable
from pathlib import Path

from pyspark.sql import SparkSession

from audit_bridge.stream.batch_writer import BatchWriter, BatchWriterSettings
from audit_bridge.stream.errors import StreamError, SupersededError
from audit_bridge.stream.run_fence import RunFence
from lake_folder import LakeFolder
from tiny_mapping import tiny_mapping

from .books import Books
from .moving_source import MovingSource
from .plants import Plant, planted
from .scenario import Attempt, Scenario

# A writer that never comes to an end is wrong too.
_MAX_ATTEMPTS = 20


class InjectedError(Exception):
    """What the scenario throws into an attempt."""


class WriterRun:
    def __init__(self, spark: SparkSession, folder: Path, scenario: Scenario, plant: Plant | None = None) -> None:
        self._spark = spark
        self._scenario = scenario
        self._plant = plant
        self._lake = LakeFolder(folder)
        self._source = MovingSource(folder / "source", scenario.shards, scenario.lengths)
        self._books = Books(self._lake)
        # A query id of the seed's own: the same objects at each replay of the seed.
        self._queries = [str(uuid.UUID(int=(scenario.seed << 8) + number, version=4)) for number in range(2)]
        self._writer = self._new_run()
        self.attempts = 0

    def violations(self) -> list[str]:
        """Runs the scenario. :returns: what is wrong at its end"""
        with planted(self._plant):
            try:
                self._read_everything()
            except Exception as error:
                return [f"the writer broke, or does not come to an end: {type(error).__name__}: {error}"]
        return self._books.violations()

    def _read_everything(self) -> None:
        query, batch, batches = self._queries[0], 0, 0
        while not self._source.exhausted():
            planned = self._scenario.attempts[batches] if batches < len(self._scenario.attempts) else ()
            for attempt in planned:
                self._attempt(query, batch, attempt)
            while not planned and not self._works(query, batch):
                pass
            self._books.committed(query, batch, self._source.records_of_batch())
            self._source.move_on()
            batch, batches = batch + 1, batches + 1
            if batches == self._scenario.new_checkpoint_after:
                query, batch = self._queries[1], 0
                self._source.begin_anew()
                self._books.freeze()

    def _attempt(self, query: str, batch: int, attempt: Attempt) -> None:
        if attempt.fate == "works":
            while not self._works(query, batch):
                pass
        elif attempt.fate == "commit-is-lost":
            # Everything is done, and the process ends before the checkpoint moves.
            self._works(query, batch)
            self._writer = self._new_run()
        elif attempt.fate == "is-overtaken":
            self._overtaken(query, batch, attempt)
        else:
            self._broken(query, batch, attempt, InjectedError)
            if attempt.fate == "crashes":
                self._writer = self._new_run()

    def _broken(self, query: str, batch: int, attempt: Attempt, error: type[Exception]) -> None:
        def fail() -> None:
            raise error

        writer, self._writer = self._writer, self._writer
        try:
            writer.write(self._source.frame(self._spark), query, batch, self._at(attempt, fail))
        except (InjectedError, StreamError):
            self._count()

    def _overtaken(self, query: str, batch: int, attempt: Attempt) -> None:
        """A second run takes over at a step of the first one, does the whole batch, and the first one goes on."""
        older = self._writer

        def overtake() -> None:
            self._writer = self._new_run()
            self._works(query, batch)

        try:
            older.write(self._source.frame(self._spark), query, batch, self._at(attempt, overtake))
        except SupersededError:
            self._count()

    def _works(self, query: str, batch: int) -> bool:
        self._count()
        try:
            self._writer.write(self._source.frame(self._spark), query, batch)
        except SupersededError:
            raise
        except StreamError:
            return False
        return True

    def _count(self) -> None:
        self.attempts += 1
        if self.attempts > _MAX_ATTEMPTS:
            raise StreamError("too many attempts")

    def _new_run(self) -> BatchWriter:
        destinations = self._lake.destinations()
        settings = BatchWriterSettings(max_object_bytes=self._scenario.max_object_bytes)
        return BatchWriter(destinations, RunFence.take(destinations.work), tiny_mapping, settings)

    def _at(self, attempt: Attempt, act: Callable[[], None]) -> Callable[[str], None]:
        seen = 0

        def before_step(step: str) -> None:
            nonlocal seen
            if step != attempt.at_step:
                return
            if step != "publish-object" or seen == attempt.at_object:
                act()
            seen += 1

        return before_step

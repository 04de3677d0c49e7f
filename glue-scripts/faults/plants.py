"""Known bugs, put into the real writer: a checker that finds nothing proves nothing."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args
from unittest import mock

from pyspark.sql import DataFrame, SparkSession

from audit_bridge.stream import batch_writer, publishing, staging
from audit_bridge.stream.batch_plan import PlannedFolder
from audit_bridge.stream.batch_writer import BatchWriter
from audit_bridge.stream.landing import LandedBatch
from audit_bridge.stream.object_store import ObjectStore
from audit_bridge.stream.places import Place, place_records
from audit_bridge.stream.run_fence import RunFence
from audit_bridge.stream.staging import StagedObject

Plant = Literal["source-read-twice", "random-object-names", "leftovers-stay", "no-fence", "batch-number-alone"]

Patches = list[AbstractContextManager[object]]

PLANTS: Sequence[Plant] = get_args(Plant)


@contextmanager
def planted(plant: Plant | None) -> Iterator[None]:
    if plant is None:
        yield
        return
    with ExitStack() as stack:
        for patch in _PATCHES[plant]():
            stack.enter_context(patch)
        yield


@dataclass(frozen=True)
class _NotLanded(LandedBatch):
    """The naive batch: whatever is done with it reads the source again."""

    source: DataFrame | None = None

    def read(self, _session: SparkSession) -> DataFrame:
        assert self.source is not None
        return self.source.toDF("raw")


def _source_read_twice() -> Patches:
    def land(source: DataFrame, _work: ObjectStore, _folder: str) -> LandedBatch:
        return _NotLanded(("nothing",), source)

    def account(_place: str, _expected: int, _found: int) -> None:
        """The naive implementation does not count either."""

    def mapped(self: BatchWriter, records: DataFrame, _uri: str) -> DataFrame:
        return place_records(self._map_records(records))

    all_staged_objects = staging._staged_objects

    def staged_objects(planned: Sequence[PlannedFolder], work: ObjectStore, folder: str) -> Sequence[StagedObject]:
        """It publishes what it finds."""
        keys = work.keys(f"{folder}/")
        there = [one for one in planned if any(f"/object_number={one.first_object}/part-" in key for key in keys)]
        return all_staged_objects(there, work, folder)

    return [
        mock.patch.object(batch_writer, "land", land),
        mock.patch.object(staging, "_staged_objects", staged_objects),
        mock.patch.object(staging, "account", account),
        mock.patch.object(batch_writer, "account", account),
        mock.patch.object(batch_writer.BatchWriter, "_mapped", mapped),
    ]


def _random_object_names() -> Patches:
    original = publishing.Destinations.key

    def key(self: publishing.Destinations, place: Place, folder: str, name: str) -> str:
        return original(self, place, folder, f"{name}-{uuid.uuid4().hex}")

    return [mock.patch.object(publishing.Destinations, "key", key), *_leftovers_stay()]


def _leftovers_stay() -> Patches:
    return [mock.patch.object(publishing, "_remove_left_objects", return_value=None)]


def _no_fence() -> Patches:
    return [mock.patch.object(RunFence, "check", return_value=None)]


def _batch_number_alone() -> Patches:
    original = publishing.publish

    def publish(staged: publishing.StagedBatch, *rest: object) -> object:
        return cast("Callable[..., object]", original)(replace(staged, query="query"), *rest)

    return [mock.patch.object(batch_writer, "publish", publish)]


_PATCHES: dict[Plant, Callable[[], Patches]] = {
    "source-read-twice": _source_read_twice,
    "random-object-names": _random_object_names,
    "leftovers-stay": _leftovers_stay,
    "no-fence": _no_fence,
    "batch-number-alone": _batch_number_alone,
}

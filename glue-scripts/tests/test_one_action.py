"""A source that gives another batch whenever it is read: what was read last, and only that, has to be in the lake."""

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from audit_bridge.stream.batch_writer import BatchWriter
from audit_bridge.stream.errors import SupersededError
from audit_bridge.stream.run_fence import RunFence
from faults.moving_source import MovingSource
from faults.plants import planted
from lake_folder import LakeFolder
from tiny_mapping import tiny_mapping, tiny_record

QUERY = "0f0e0d0c-0000-4000-8000-000000000001"
RECORDS = [tiny_record(str(number), category="Alert" if number % 3 == 0 else "Policy", day=number % 2 + 1) for number in range(9)]


class Setting:
    def __init__(self, spark: SparkSession, folder: Path, lengths: list[int]) -> None:
        self.spark = spark
        self.lake = LakeFolder(folder)
        self.source = MovingSource(folder / "source", [RECORDS], lengths)
        self.writer = self.new_run()

    def new_run(self) -> BatchWriter:
        destinations = self.lake.destinations()
        return BatchWriter(destinations, RunFence.take(destinations.work), tiny_mapping)

    def published(self) -> list[str]:
        return sorted(self.lake.rows() + [line["raw"] for line in self.lake.aside("routed")])


def test_the_source_is_read_once(spark: SparkSession, tmp_path: Path) -> None:
    setting = Setting(spark, tmp_path, [5, 8, 2, 9])
    setting.writer.write(setting.source.frame(spark), QUERY, 0)
    assert setting.source.computations() == 1
    assert setting.published() == sorted(RECORDS[:5])


def test_a_writer_that_reads_it_once_more_loses_records(spark: SparkSession, tmp_path: Path) -> None:
    setting = Setting(spark, tmp_path, [9, 9, 3, 9, 9, 9, 9, 9])
    with planted("source-read-twice"):
        setting.writer.write(setting.source.frame(spark), QUERY, 0)
    assert setting.source.computations() > 1
    assert set(setting.published()) < set(setting.source.records_of_batch())


def test_cached_blocks_that_are_lost_between_two_actions_cost_nothing(spark: SparkSession, tmp_path: Path) -> None:
    """Glue may cache the batch and count it first; when an executor is lost then, its part is read again, and further."""
    setting = Setting(spark, tmp_path, [5, 8])
    frame = setting.source.frame(spark).persist()
    assert frame.count() == 5

    def lose_executor(step: str) -> None:
        if step in {"land", "publish"}:
            for block in list(spark.sparkContext._jsc.getPersistentRDDs().values()):
                spark._jvm.org.apache.spark.SparkEnv.get().blockManager().removeRdd(block.id())  # type: ignore[union-attr]

    setting.writer.write(frame, QUERY, 0, lose_executor)
    frame.unpersist()
    # The last reading says where the next batch begins: the eighth record.
    assert setting.source.ends() == [8]
    assert setting.published() == sorted(RECORDS[:8])


def test_a_run_that_was_overtaken_while_it_read_publishes_nothing(spark: SparkSession, tmp_path: Path) -> None:
    setting = Setting(spark, tmp_path, [9, 6])

    def overtake(step: str) -> None:
        if step == "stage":
            setting.new_run().write(setting.source.frame(spark), QUERY, 0)

    with pytest.raises(SupersededError):
        setting.writer.write(setting.source.frame(spark), QUERY, 0, overtake)
    assert setting.published() == sorted(RECORDS[:6])

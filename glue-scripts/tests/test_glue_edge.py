"""The edge to Glue, as far as it goes without Glue's own jars: the real `awsglue`, its context's Java replaced."""

import re
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from awsglue.context import GlueContext
from pyspark.sql import DataFrame, SparkSession

from audit_bridge.glue.kinesis_source import batch_options, kinesis_options
from audit_bridge.stream.batch_function import batch_function
from audit_bridge.stream.batch_writer import BatchWriter
from audit_bridge.stream.counts import Counts
from audit_bridge.stream.query_identity import query_id
from audit_bridge.stream.run_fence import RunFence
from lake_folder import LakeFolder
from tiny_mapping import tiny_mapping, tiny_record


class InterruptionError(Exception):
    """What the test throws into a batch."""


def glue_context(spark: SparkSession) -> SimpleNamespace:
    """What `forEachBatch` asks of its context: metrics of Glue's own, a clock, a logger."""
    gateway = spark._jvm
    assert gateway is not None
    source = SimpleNamespace(updateNumRecords=lambda _: None, updateBatchProcessingTimeInMs=lambda _: None)
    jvm = SimpleNamespace(_gateway_client=gateway._gateway_client, _id=gateway._id, StreamingSource=source)
    return SimpleNamespace(
        _jvm=jvm, currentTimeMillis=lambda: time.time_ns() // 1_000_000, _glue_logger=SimpleNamespace(error=lambda _: None)
    )


def test_glue_runs_a_failed_batch_again_and_nothing_is_doubled(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    inputs = tmp_path / "input"
    inputs.mkdir()
    (inputs / "1.txt").write_text(f"{tiny_record('1')}\n{tiny_record('2', day=2)}\n")
    destinations = folder.destinations()
    writer = BatchWriter(destinations, RunFence.take(destinations.work), tiny_mapping)
    options = {**batch_options(f"{tmp_path}/work/", 1), "batchMaxRetries": "1"}
    attempts: list[int] = []
    queries: list[str] = []

    def report(_: int, __: Counts) -> None:
        """The first time, the batch function fails after everything was published."""
        if len(attempts) == 1:
            raise InterruptionError
        (inputs / "2.txt").write_text(f"{tiny_record('3')}\n")

    write = batch_function(writer, options["checkpointLocation"], report)

    def counted(frame: DataFrame, batch: int) -> None:
        attempts.append(batch)
        queries.append(query_id(frame.sparkSession, options["checkpointLocation"]))
        if batch == 1:
            raise InterruptionError
        write(frame, batch)

    frame = spark.readStream.text(str(inputs))
    with pytest.raises(Exception, match="InterruptionError"):
        GlueContext.forEachBatch(glue_context(spark), frame, counted, dict(options))

    # Batch 0 failed and was repeated; batch 1 failed as often as Glue lets it.
    assert attempts == [0, 0, 1, 1]
    assert folder.rows() == [tiny_record("1"), tiny_record("2", day=2)]
    assert len(set(queries)) == 1
    assert all(queries[0] in path for path in folder.objects())
    # A thread that Spark told nothing finds the same id in the checkpoint.
    assert query_id(spark, options["checkpointLocation"]) == queries[0]


def test_glues_defaults_that_lose_records_are_not_used() -> None:
    options = kinesis_options("arn:aws:kinesis:eu-central-1:111122223333:stream/s", 300)
    assert options["startingPosition"] == "trim_horizon"
    assert options["failOnDataLoss"] == "true"
    assert int(options["maxFetchTimeInMs"]) == 240_000
    assert int(options["maxFetchRecordsPerShard"]) > 100_000
    assert batch_options("s3://work/", 300)["checkpointLocation"] == "s3://work/checkpoint/"


def test_only_the_edge_imports_awsglue() -> None:
    package = Path(__file__).parents[1] / "src/audit_bridge"
    importers = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if re.search(r"^\s*(from|import) awsglue", path.read_text(), re.M)
    }
    assert importers == {"glue"}

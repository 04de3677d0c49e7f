"""Reads what lies in the input folder, through a real checkpoint, and stops."""

import sys
from collections.abc import Callable
from functools import partial

from pyspark.sql import SparkSession
from pyspark.sql.streaming.query import StreamingQuery

from audit_bridge.ocsf import map_activity_log
from audit_bridge.stream.batch_function import batch_function
from audit_bridge.stream.batch_writer import BatchWriter
from audit_bridge.stream.counts import Counts
from audit_bridge.stream.folder_store import FolderStore
from audit_bridge.stream.publishing import Destinations
from audit_bridge.stream.run_fence import RunFence

from .arguments import LocalArguments

RECORD_SEPARATOR = "\x1e"
"""Cannot stand in strict JSON; a line feed can, between two tokens."""


def process_available(
    spark: SparkSession, arguments: LocalArguments, report: Callable[[int, Counts], None], stopped: Callable[[], bool]
) -> bool:
    """:param stopped: asked every half second

    :returns: whether everything that lay there was processed
    """
    arguments.input.mkdir(parents=True, exist_ok=True)
    query = _start(spark, arguments, report)
    while not query.awaitTermination(0.5):  # type: ignore[arg-type]
        if stopped():
            query.stop()
            return False
    return not stopped()


def _start(spark: SparkSession, arguments: LocalArguments, report: Callable[[int, Counts], None]) -> StreamingQuery:
    work = FolderStore(arguments.work)
    destinations = Destinations(FolderStore(arguments.lake), FolderStore(arguments.quarantine), work, arguments.mapping.region)
    mapping = partial(map_activity_log, settings=arguments.mapping)
    checkpoint = str(arguments.work / "checkpoint")
    write = batch_function(BatchWriter(destinations, RunFence.take(work), mapping), checkpoint, report)
    source = (
        spark.readStream.option("lineSep", RECORD_SEPARATOR)
        .option("maxFilesPerTrigger", arguments.max_files_per_batch)
        # Spark passes over files that are a week older than the newest one.
        .option("maxFileAge", "36500d")
        .text(str(arguments.input))
    )
    query = source.writeStream.foreachBatch(write).option("checkpointLocation", checkpoint)
    sys.stderr.write("Processing what lies in the input folder\n")
    return query.trigger(availableNow=True).start()

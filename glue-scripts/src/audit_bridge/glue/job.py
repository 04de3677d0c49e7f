"""The streaming job under AWS Glue: its frame comes from Kinesis, its batches from `forEachBatch`."""

from collections.abc import Sequence
from functools import partial

import boto3
from awsglue.context import GlueContext
from pyspark.context import SparkContext

from audit_bridge.ocsf import map_activity_log
from audit_bridge.stream.batch_function import batch_function
from audit_bridge.stream.batch_writer import BatchWriter
from audit_bridge.stream.object_store import open_store
from audit_bridge.stream.publishing import Destinations
from audit_bridge.stream.run_fence import RunFence

from .job_arguments import JobArguments, resolve_arguments
from .job_metrics import batch_report
from .kinesis_source import batch_options, checkpoint_location, kinesis_options


def run(words: Sequence[str]) -> None:
    """Runs until somebody stops it, or until a batch has failed four times.

    :param words: `sys.argv`
    :raises JobArgumentError: before anything is read
    """
    arguments = resolve_arguments(words)
    glue = GlueContext(SparkContext.getOrCreate())
    frame = glue.create_data_frame.from_options(
        connection_type="kinesis", connection_options=dict(kinesis_options(arguments.source_stream_arn, arguments.window_seconds))
    )
    writer = BatchWriter(*_destinations(arguments), partial(map_activity_log, settings=arguments.mapping))
    report = batch_report(boto3.client("cloudwatch", region_name=arguments.mapping.region), arguments.metrics_service)
    write = batch_function(writer, checkpoint_location(arguments.work), report)
    glue.forEachBatch(frame=frame, batch_function=write, options=dict(batch_options(arguments.work, arguments.window_seconds)))


def _destinations(arguments: JobArguments) -> tuple[Destinations, RunFence]:
    work = open_store(arguments.work)
    destinations = Destinations(open_store(arguments.lake), open_store(arguments.quarantine), work, arguments.mapping.region)
    return destinations, RunFence.take(work)

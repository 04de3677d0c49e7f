"""What Spark calls for each micro-batch."""

from collections.abc import Callable

from pyspark.sql import DataFrame

from .batch_writer import BatchWriter
from .counts import Counts
from .query_identity import query_id


def batch_function(writer: BatchWriter, checkpoint: str, report: Callable[[int, Counts], None]) -> Callable[[DataFrame, int], None]:
    """For `foreachBatch`: what it raises keeps the checkpoint where it is.

    :param checkpoint: its URI or path, as Spark was given it
    :param report: told after each batch, with its id
    """

    def write(frame: DataFrame, batch: int) -> None:
        report(batch, writer.write(frame, query_id(frame.sparkSession, checkpoint), batch))

    return write

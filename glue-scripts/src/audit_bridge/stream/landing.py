"""The one action that reads the source.

Where a micro-batch of Kinesis ends is known only after it was read, and whoever reads it again may read further. So the source frame is
read once, without a shuffle, into files; everything else reads exactly the files that this action has committed.
"""

import re
from collections import Counter
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812

from .errors import LandingError, SpeculationError
from .object_store import ObjectStore

_PART = re.compile(r"part-(\d+)-[^/]*\.parquet")


@dataclass(frozen=True)
class LandedBatch:
    """The files that one action committed; nothing that turns up beside them later belongs to it."""

    files: tuple[str, ...]

    def read(self, session: SparkSession) -> DataFrame:
        """:returns: one text column, `raw`"""
        return session.read.schema("raw string").parquet(*self.files)


def land(source: DataFrame, work: ObjectStore, folder: str) -> LandedBatch:
    """Writes the source frame's only column below a folder that no attempt has used before.

    Parquet, because a record may hold any byte, line feeds too, and because a file that was cut off has no footer and cannot be read.

    :raises LandingError: when the committed files are not one per task
    """
    column = f"`{source.columns[0]}`"
    # A source may say "no text" by null: it is a record all the same, and is refused as an empty one.
    raw = source.select(F.coalesce(F.col(column).cast("string"), F.lit("")).alias("raw"))
    (
        raw.write.option("compression", "zstd")
        .option("maxRecordsPerFile", 0)
        # What a task wrote comes in only with the job's commit: an attempt that was lost leaves nothing.
        .option("mapreduce.fileoutputcommitter.algorithm.version", 1)
        .parquet(work.uri(folder))
    )
    return LandedBatch(tuple(work.uri(key) for key in _committed(work, folder)))


def refuse_speculation(session: SparkSession) -> None:
    """:raises SpeculationError: when two attempts of one task may read the source side by side"""
    if session.sparkContext.getConf().get("spark.speculation", "false") == "true":
        raise SpeculationError


def _committed(work: ObjectStore, folder: str) -> list[str]:
    parts: Counter[str] = Counter()
    committed = []
    for key in work.keys(f"{folder}/"):
        match = _PART.fullmatch(key.removeprefix(f"{folder}/"))
        if match is None:
            continue
        parts[match[1]] += 1
        committed.append(key)
    if twice := sum(count > 1 for count in parts.values()):
        raise LandingError(work.uri(folder), f"{twice} tasks have left more than one file")
    return committed

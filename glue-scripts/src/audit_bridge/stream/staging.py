"""Writes a micro-batch's objects under names that nobody reads yet, each of them one file of Spark's own committer.

Which rows an object holds, and in which order, follows from the records alone: equal records give equal bytes.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812

from .accounting import account
from .batch_plan import BatchPlan, PlannedFolder
from .errors import StagingError
from .object_store import ObjectStore
from .places import Place

# https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html: row groups up to 256 MB, pages up to 1 MB.
_PARQUET_OPTIONS = {
    "compression": "zstd",
    "parquet.block.size": str(64 * 1024 * 1024),
    "parquet.page.size": str(512 * 1024),
    # The size is looked at every hundred rows otherwise, and a hundred rows can have megabytes.
    "parquet.page.size.row.check.min": "4",
    "parquet.dictionary.page.size": str(512 * 1024),
    "maxRecordsPerFile": "0",
}

# More tasks than this gain nothing in a micro-batch, and each costs time.
_MAX_TASKS = 200

_PART = re.compile(r"object_number=(\d+)/part-[^/]*")


@dataclass(frozen=True)
class StagedObject:
    staged_uri: str
    place: Place
    folder: str
    number: int
    """Within its folder."""


def stage_lake(mapped: DataFrame, plan: BatchPlan, work: ObjectStore, folder: str) -> tuple[Sequence[StagedObject], int]:
    """:returns: the objects, and how many of their rows share their id with an earlier one of other bytes

    :raises AccountingError: when not every distinct record of the lake was staged
    :raises StagingError: when not every planned object was staged once
    """
    planned = plan.of("lake")
    if not planned:
        return [], 0
    rows = _assigned(mapped, plan, planned, [F.col("event.time"), F.col("raw_sha256")])
    rows.select("event.*", "object_number").write.partitionBy("object_number").options(**_PARQUET_OPTIONS).parquet(work.uri(folder))
    staged = mapped.sparkSession.read.schema("metadata struct<uid:string>").parquet(work.uri(folder))
    totals = staged.agg(F.count(F.lit(1)).alias("rows"), F.countDistinct("metadata.uid").alias("ids")).collect()[0]
    account("the lake", plan.records("lake"), totals["rows"])
    return _staged_objects(planned, work, folder), totals["rows"] - totals["ids"]


def stage_aside(mapped: DataFrame, plan: BatchPlan, work: ObjectStore, folder: str) -> Sequence[StagedObject]:
    """Writes what does not go into the lake as JSON lines with the original text, gzipped.

    :raises AccountingError: when not every distinct record that is set aside was staged
    :raises StagingError: when not every planned object was staged once
    """
    planned = plan.of("refused", "routed")
    if not planned:
        return []
    rows = _assigned(mapped, plan, planned, [F.col("raw_sha256")])
    line = F.to_json(
        F.struct(
            F.coalesce("reason", F.lit("RoutedAway")).alias("reason"),
            F.col("category"),
            F.col("raw_sha256").alias("sha256"),
            F.col("account_id").alias("accountId"),
            F.col("event_day").alias("eventDay"),
            F.col("raw"),
            _bytes_beyond_text(F.col("raw")).alias("rawBase64"),
        )
    )
    rows.select(line.alias("value"), "object_number").write.partitionBy("object_number").option("compression", "gzip").text(
        work.uri(folder)
    )
    staged = mapped.sparkSession.read.text(work.uri(folder)).count()
    account("quarantine and routed records", plan.records("refused", "routed"), staged)
    return _staged_objects(planned, work, folder)


def _assigned(mapped: DataFrame, plan: BatchPlan, planned: Sequence[PlannedFolder], order: list[Column]) -> DataFrame:
    """The folders' distinct records with the number of their object, each object's in one task and in order."""
    folders = [(one.place, one.folder, one.first_object, one.objects) for one in planned]
    numbers = mapped.sparkSession.createDataFrame(folders, "place string, folder string, first_object int, objects int")
    spread = F.conv(F.substring("raw_sha256", 1, 8), 16, 10).cast("bigint") % F.col("objects")
    # The join takes the other places' records away.
    rows = mapped.join(F.broadcast(numbers), ["place", "folder"])
    rows = rows.withColumn("object_number", (F.col("first_object") + spread).cast("int"))
    # Its number is given, so nothing coalesces these partitions: one task an object, one file an object.
    rows = rows.repartition(min(sum(one.objects for one in planned), _MAX_TASKS), "object_number")
    if plan.repeated > 0:
        # Copies of a record have the same hash, so they stand in the same object, and nothing moves again.
        copies = Window.partitionBy("object_number", *order).orderBy("raw_sha256")
        rows = rows.withColumn("copy", F.row_number().over(copies)).where(F.col("copy") == 1)
    return rows.sortWithinPartitions("object_number", *order)


def _bytes_beyond_text(raw: Column) -> Column:
    """The original bytes where they are no UTF-8, in base64: as text they would be others. Null elsewhere."""
    binary = raw.cast("binary")
    is_text = F.encode(F.decode(binary, "UTF-8"), "UTF-8") == binary
    # Some versions of Spark break base64 into lines.
    return F.when(~is_text, F.regexp_replace(F.base64(binary), r"\s", ""))


def _staged_objects(planned: Sequence[PlannedFolder], work: ObjectStore, folder: str) -> Sequence[StagedObject]:
    found: dict[int, list[str]] = defaultdict(list)
    for key in work.keys(f"{folder}/"):
        if match := _PART.fullmatch(key.removeprefix(f"{folder}/")):
            found[int(match[1])].append(key)
    if unplanned := len(found.keys() - {one.first_object + number for one in planned for number in range(one.objects)}):
        raise StagingError(work.uri(folder), 0, unplanned)
    staged = []
    for one in planned:
        keys = [(number, key) for number in range(one.objects) for key in found[one.first_object + number]]
        # Few, long records may leave one of several objects empty; two files would have the same final name.
        missing, surplus = not keys, len(keys) - len(dict(keys))
        if missing or surplus:
            raise StagingError(work.uri(folder), int(missing), surplus)
        staged += [StagedObject(work.uri(key), one.place, one.folder, number) for number, key in keys]
    return staged

"""What a micro-batch becomes."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pyspark.sql import DataFrame, SparkSession

from audit_bridge.stream.batch_writer import BatchWriter, BatchWriterSettings
from audit_bridge.stream.run_fence import RunFence
from lake_folder import LakeFolder
from parquet_pages import page_sizes
from tiny_mapping import SUBSCRIPTION, tiny_mapping, tiny_record

QUERY = "0f0e0d0c-0000-4000-8000-000000000001"
OTHER_QUERY = "0f0e0d0c-0000-4000-8000-000000000002"


def frame_of(spark: SparkSession, records: Sequence[str]) -> DataFrame:
    return spark.createDataFrame([(record,) for record in records], "`$json$data` string")


def writer_of(folder: LakeFolder, **settings: int) -> BatchWriter:
    destinations = folder.destinations()
    return BatchWriter(destinations, RunFence.take(destinations.work), tiny_mapping, BatchWriterSettings(**settings))


def test_every_record_is_written_set_aside_or_counted_as_a_repeat(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    first = tiny_record("1")
    with_line_feeds = first.replace(",", ",\r\n\t")
    records = [first, first, with_line_feeds, tiny_record("2", day=2), tiny_record("3", category="Alert"), "no json", "no json", "", "{}"]

    counts = writer_of(folder).write(frame_of(spark, records), QUERY, 0)

    assert counts.as_json() == {
        "in": 9,
        "written": 3,
        "quarantined": {"MalformedJson": 3},
        "routed": 1,
        "repeated": 2,
        # The second spelling of record 1 has its id and other bytes.
        "conflicts": 1,
    }
    assert folder.rows() == sorted([first, with_line_feeds, tiny_record("2", day=2)])
    assert sorted(line["raw"] for line in folder.aside("refused")) == ["", "no json", "{}"]
    assert {line["reason"] for line in folder.aside("refused")} == {"MalformedJson"}
    assert [line["raw"] for line in folder.aside("routed")] == [tiny_record("3", category="Alert")]
    assert set(folder.objects()) == {
        f"lake/region=eu-central-1/accountId=external_{SUBSCRIPTION}/eventDay=20260301/{QUERY}-0-0.parquet",
        f"lake/region=eu-central-1/accountId=external_{SUBSCRIPTION}/eventDay=20260302/{QUERY}-0-0.parquet",
        f"quarantine/refused/MalformedJson/{QUERY}-0-0.jsonl.gz",
        f"quarantine/routed/{QUERY}-0-0.jsonl.gz",
    }
    assert folder.left_behind() == []


def test_equal_records_give_equal_objects_whatever_their_order_and_partitions(spark: SparkSession, tmp_path: Path) -> None:
    records = [tiny_record(str(number), day=number % 3 + 1, body="x" * 2000) for number in range(60)] + ["refused"]
    one, other = LakeFolder(tmp_path / "one"), LakeFolder(tmp_path / "other")

    writer_of(one, max_object_bytes=40_000).write(frame_of(spark, records).repartition(1), QUERY, 0)
    spark.conf.set("spark.sql.adaptive.coalescePartitions.minPartitionSize", "1g")
    writer_of(other, max_object_bytes=40_000).write(frame_of(spark, [*records[::-1], records[5]]).repartition(3), QUERY, 0)

    assert one.objects() == other.objects()
    # Three days of about 43 kB each: two objects a day, and one of the refused.
    assert len(one.objects()) == 7


def test_rows_of_an_object_are_ordered_by_time_and_compressed_with_zstd(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    records = [tiny_record(str(number)).replace("T10:00:00Z", f"T{number * 7 % 24:02d}:00:00Z") for number in range(24)]
    writer_of(folder).write(frame_of(spark, records).repartition(3), QUERY, 0)
    (path,) = (tmp_path / "lake").rglob("*.parquet")
    file = pq.ParquetFile(path)
    times = file.read(columns=["time"]).column("time").to_pylist()
    assert times == sorted(times)
    assert len(times) == 24
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_no_page_is_larger_than_security_lake_takes(spark: SparkSession, tmp_path: Path) -> None:
    """https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources-best-practices.html"""
    letters = "".join(chr(ord("a") + number * 7 % 26) for number in range(60_000))
    records = [tiny_record(str(number), body=letters) for number in range(100)]
    writer_of(LakeFolder(tmp_path)).write(frame_of(spark, records).coalesce(1), QUERY, 0)
    (path,) = (tmp_path / "lake").rglob("*.parquet")
    sizes = sorted(page_sizes(path))
    assert sum(sizes) > 6_000_000
    assert sizes[-1] <= 1_048_576


def test_a_new_checkpoint_overwrites_nothing(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    writer = writer_of(folder)
    writer.write(frame_of(spark, [tiny_record("1")]), QUERY, 0)
    before = folder.objects()
    writer.write(frame_of(spark, [tiny_record("2")]), OTHER_QUERY, 0)
    assert before.items() <= folder.objects().items()
    assert folder.rows() == [tiny_record("1"), tiny_record("2")]


def test_a_replay_leaves_its_own_objects_only_whether_it_is_longer_shorter_or_empty(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    writer = writer_of(folder)
    writer.write(frame_of(spark, [tiny_record("1"), "refused", tiny_record("2", day=2)]), QUERY, 3)
    longer = [tiny_record("1"), tiny_record("2", day=2), tiny_record("3", day=3), tiny_record("4")]
    writer.write(frame_of(spark, longer), QUERY, 3)
    assert folder.rows() == sorted(longer)
    assert folder.aside("refused") == []
    writer.write(frame_of(spark, [tiny_record("1")]), QUERY, 3)
    assert folder.rows() == [tiny_record("1")]
    writer.write(frame_of(spark, [tiny_record("1")]).limit(0), QUERY, 3)
    assert folder.objects() == {}
    assert folder.left_behind() == []


def test_bytes_that_are_no_text_are_kept_in_base64(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    source = spark.createDataFrame([(bytearray(b"\xff\xfe no text"),)], "raw binary")
    writer_of(folder).write(source, QUERY, 0)
    (line,) = folder.aside("refused")
    assert line["rawBase64"] == "//4gbm8gdGV4dA=="


def test_a_record_whose_account_could_not_be_a_folder_is_refused_and_stops_nothing(spark: SparkSession, tmp_path: Path) -> None:
    folder = LakeFolder(tmp_path)
    records = [tiny_record("1", subscription="../../other"), tiny_record("2")]
    counts = writer_of(folder).write(frame_of(spark, records), QUERY, 0)
    assert counts.quarantined == {"Unplaceable": 1}
    assert folder.rows() == [tiny_record("2")]


def test_speculation_is_refused(spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = spark.sparkContext.getConf().set("spark.speculation", "true")
    monkeypatch.setattr(spark.sparkContext, "getConf", lambda: settings)
    with pytest.raises(Exception, match=r"spark\.speculation is on"):
        writer_of(LakeFolder(tmp_path)).write(frame_of(spark, [tiny_record("1")]), QUERY, 0)

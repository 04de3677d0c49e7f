"""A mapping with the columns of the real one and next to nothing in them: plans of it compile in a moment."""

import json

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

SUBSCRIPTION = "11111111-2222-4333-8444-555555555555"


def tiny_record(name: str, *, day: int = 1, category: str = "Administrative", subscription: str = SUBSCRIPTION, body: str = "") -> str:
    time = f"2026-03-{day:02d}T10:00:00Z"
    return json.dumps({"eventDataId": name, "time": time, "category": category, "sub": subscription, "body": body})


def tiny_mapping(frame: DataFrame) -> DataFrame:
    def member(name: str) -> Column:
        return F.get_json_object("raw", f"$.{name}")

    time = F.to_timestamp(member("time"))
    sha256 = F.sha2(F.col("raw").cast("binary"), 256)
    event = F.struct(
        F.struct(F.coalesce(member("eventDataId"), sha256).alias("uid")).alias("metadata"),
        F.unix_millis(time).alias("time"),
        time.alias("time_dt"),
        F.col("raw").alias("raw_data"),
    )
    return frame.select(
        "raw",
        sha256.alias("raw_sha256"),
        F.when(member("category").isNull(), "MalformedJson").when(time.isNull(), "MissingTime").alias("refusal"),
        member("category").alias("category"),
        F.when(member("category") == "Alert", "route").otherwise("include").alias("routing"),
        F.concat(F.lit("external_"), member("sub")).alias("account_id"),
        F.date_format(time, "yyyyMMdd").alias("event_day"),
        event.alias("event"),
    )

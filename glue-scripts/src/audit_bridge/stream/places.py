"""Where a mapped record goes: into the lake, into quarantine, or aside because its category is routed away."""

from typing import Literal

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

Place = Literal["lake", "refused", "routed"]

# A partition's value is a folder's name: what could be another one's folder, or none, is no place for a record.
_ACCOUNT = r"^external(_[a-z0-9][a-z0-9._-]{0,99})?$"
_DAY = r"^[0-9]{8}$"
_REASON = r"^[A-Za-z0-9]{1,64}$"

UNPLACEABLE = "Unplaceable"
"""The reason where the mapping gave no account or day that could be a partition: a defect of ours, and no reason to stop."""


def place_records(mapped: DataFrame) -> DataFrame:
    """Adds `place`, `reason` (of a refusal) and `folder`, the part of an object's key that the record decides."""
    placeable = _matches("account_id", _ACCOUNT) & _matches("event_day", _DAY)
    routed = F.coalesce(F.col("routing") == "route", F.lit(False))
    reason = (
        F.when(_matches("refusal", _REASON), F.col("refusal"))
        .when(F.col("refusal").isNotNull(), F.lit(UNPLACEABLE))
        .when(~routed & ~placeable, F.lit(UNPLACEABLE))
    )
    placed = mapped.withColumn("reason", reason).withColumn(
        "place", F.when(F.col("reason").isNotNull(), F.lit("refused")).when(routed, F.lit("routed")).otherwise(F.lit("lake"))
    )
    folder = (
        F.when(F.col("place") == "lake", F.concat(F.lit("accountId="), "account_id", F.lit("/eventDay="), "event_day", F.lit("/")))
        .when(F.col("place") == "refused", F.concat(F.col("reason"), F.lit("/")))
        .otherwise(F.lit(""))
    )
    return placed.withColumn("folder", folder)


def _matches(column: str, pattern: str) -> Column:
    """False where the column is null: a null condition would drop the record from every place."""
    return F.coalesce(F.col(column).rlike(pattern), F.lit(False))

"""The event's id, the same in every pipeline."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

_USABLE_ID = r"\A[-_A-Za-z0-9]{1,128}\z"


def record_id(event_data_id: Column, record_sha256: Column) -> Column:
    """`eventDataId` where it can be an id, else the hash of the record's own bytes: never reprinted first."""
    return F.when(F.regexp_like(event_data_id, F.lit(_USABLE_ID)), event_data_id).otherwise(record_sha256)

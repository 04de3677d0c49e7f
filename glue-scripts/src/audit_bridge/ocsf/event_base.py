"""What every event says of itself: when, what kind, how severe, how it ended."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from . import status
from .activity import activity_name, caption_of
from .severity import severity_caption
from .text_values import constant

_CLASS_UID = 6003
_STATUS_CAPTIONS = {status.UNKNOWN: "Unknown", status.SUCCESS: "Success", status.FAILURE: "Failure"}


def base_leaves(ocsf_version: str) -> dict[str, Column]:
    activity = F.col("activity_id")
    return {
        "time": F.col("time_ms"),
        "time_dt": F.timestamp_millis("time_ms"),
        "timezone_offset": constant(0),
        "class_uid": constant(_CLASS_UID),
        "class_name": constant("API Activity"),
        "category_uid": constant(6),
        "category_name": constant("Application Activity"),
        "activity_id": activity,
        "activity_name": activity_name(activity, F.col("verb"), F.col("said.operation_name")),
        "type_uid": (activity + _CLASS_UID * 100).cast("bigint"),
        "type_name": F.concat(F.lit("API Activity: "), caption_of(activity)),
        "severity_id": F.col("severity_id"),
        "severity": severity_caption(F.col("severity_id")),
        "status_id": F.col("status_id"),
        "status": _status_text(),
        "status_code": F.col("status_code"),
        "status_detail": F.coalesce("failure_message", "said.result_description"),
        "message": F.coalesce("said.result_description", "said.title", "said.operation_name"),
        "duration": duration(F.col("said.duration_text"), ocsf_version),
    }


def _status_text() -> Column:
    number = F.col("status_id")
    found = F.when(number == status.OTHER, F.col("status_word"))
    for known, caption in _STATUS_CAPTIONS.items():
        found = found.when(number == known, caption)
    return found


def duration(text: Column, ocsf_version: str) -> Column:
    """Milliseconds from an integer or its text; `integer_t` until OCSF 1.2, `long_t` from 1.3."""
    data_type, pattern, end = ("int", r"\A\d{1,10}\z", 2**31) if ocsf_version == "1.1.0" else ("bigint", r"\A\d{1,18}\z", 10**18)
    number = F.when(F.regexp_like(text, F.lit(pattern)), text.cast("bigint"))
    return F.when(number < end, number.cast(data_type))

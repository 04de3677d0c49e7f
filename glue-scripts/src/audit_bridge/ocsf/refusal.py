"""Why a record is no event. The words are those of packages/activity-log (`RefusalReason`), in the same order of precedence."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .category import is_activity_log
from .json_depth import MAX_DEPTH, PARSER_MAX_DEPTH, depth_of
from .json_objects import is_json


def refusal_of_text() -> Column:
    """Null for a strict JSON object of at most `MAX_DEPTH` levels; from the columns of the record's text and its members, if it has any."""
    record, seal, members = F.col("raw"), F.col("raw_sha256"), F.col("record_all")
    depth = F.when(F.col("has_many_brackets"), depth_of(record)).otherwise(0)
    return (
        F.when(~F.col("is_utf8"), "InvalidUtf8")
        .when(depth > PARSER_MAX_DEPTH, "TooDeep")
        .when(members.isNull() & ~F.coalesce(is_json(record, seal), F.lit(False)), "MalformedJson")
        .when(depth > MAX_DEPTH, "TooDeep")
        .when(members.isNull(), "NotAnObject")
    )


def refusal_of_event() -> Column:
    """Null for a record that becomes an event."""
    is_known = is_activity_log(F.col("category"), F.col("said.operation_name"), F.col("said.event_data_id"), F.col("said.event_timestamp"))
    return (
        F.when(F.col("refused_text").isNotNull(), F.col("refused_text"))
        .when(~is_known, "ForeignLog")
        .when(F.col("original_time").isNull(), "MissingTime")
        .when(F.col("time_ms").isNull(), "UnusableTime")
    )

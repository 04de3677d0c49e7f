"""Which records belong to the activity log: sign-ins, storage logs and others reach the same hub."""

from collections.abc import Mapping
from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .settings import CATEGORIES

_LEGACY_WORDS: Final = ("write", "delete", "action")
"""What older exports write instead of "Administrative"."""

_KNOWN_WORDS: Final = (*(category.lower() for category in CATEGORIES), *_LEGACY_WORDS)


def is_activity_log(category: Column, operation_name: Column, event_data_id: Column, event_timestamp: Column) -> Column:
    """Without a category only the envelope of the REST API tells it: storage logs have `time` and `operationName` too."""
    is_rest = operation_name.isNotNull() & (event_data_id.isNotNull() | event_timestamp.isNotNull())
    return F.when(category.isNull(), is_rest).otherwise(F.lower(category).isin(*_KNOWN_WORDS))


def log_name(category: Column, category_of_properties: Column, policies: Column) -> Column:
    """The category in today's words."""
    named = F.coalesce(category_of_properties, category)
    today = F.when(policies.isNotNull(), "Policy").otherwise("Administrative")
    return F.when(F.lower(named).isin(*_LEGACY_WORDS), today).otherwise(named)


def routing_of(log_category: Column, category_routing: Mapping[str, str]) -> Column:
    """`include`, `fallback` or `route`; a category that is not named, or none at all, is included."""
    found = F.when(log_category.isNull(), "include")
    for category, routing in category_routing.items():
        found = found.when(F.lower(log_category) == category.lower(), routing)
    return found.otherwise("include")

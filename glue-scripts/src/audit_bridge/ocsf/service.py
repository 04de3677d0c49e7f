"""The resource provider that an operation belongs to."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import extracted, non_empty, trimmed

_NAMESPACE = r"\A\s*([A-Za-z][\w.-]*)/"
_PROVIDER_OF_ID = r"(?i)/providers/([^/]+)"

LOG_KEEPER: Final = "microsoft.insights"
"""Who keeps the activity log: the last resort for a record that names no resource provider at all."""


def service_name(operation_name: Column, provider: Column, provider_of_properties: Column, resource_id: Column) -> Column:
    """Lower-case: the text before the operation's first slash. Free-text operations have none; then what the record says elsewhere."""
    first_part = F.coalesce(trimmed(F.substring_index(provider, "/", 1)), F.when(provider.isNotNull(), F.lit("")))
    found = F.coalesce(extracted(operation_name, _NAMESPACE), first_part, provider_of_properties, extracted(resource_id, _PROVIDER_OF_ID))
    return F.coalesce(non_empty(F.lower(found)), F.lit(LOG_KEEPER))

"""`metadata`: where the event comes from, and what it is called there."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import constant, extracted

_GUID = r"(?i)\A\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*(?:/|\z)"


def tenant_id() -> Column:
    """The directory that a record belongs to. The root of the management groups has its id."""
    return F.coalesce("said.own_tenant_id", "said.tenant_of_properties", "said.claim_tenant_id", extracted(F.col("said.hierarchy"), _GUID))


def metadata_leaves(ocsf_version: str) -> dict[str, Column]:
    return {
        "metadata.version": constant(ocsf_version),
        "metadata.profiles": F.array(constant("cloud"), constant("datetime")),
        "metadata.product.name": constant("Azure Monitor"),
        "metadata.product.vendor_name": constant("Microsoft"),
        "metadata.product.feature.name": constant("Activity Log"),
        "metadata.uid": F.col("uid"),
        "metadata.correlation_uid": F.col("said.correlation_id"),
        "metadata.tenant_uid": F.col("tenant_id"),
        "metadata.log_name": F.col("log_name"),
        "metadata.log_provider": constant("Azure Monitor"),
        "metadata.log_level": F.col("said.level"),
        "metadata.log_version": F.col("said.release_version"),
        "metadata.original_time": F.col("original_time"),
    }

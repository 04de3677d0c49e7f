"""`resources` and `cloud`: what was acted on, and whose it is."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import bounded, constant, extracted, non_empty

_LAST_SEGMENT = r"([^/]+)/*\z"
_RESOURCE_GROUP = r"(?i)/resourcegroups/([^/]+)"
_BEHIND_LAST_PROVIDER = r"(?is)\A.*/providers/(.+?)/*\z"
_SUBSCRIPTION = r"(?i)\A/?subscriptions/([^/]+)"
# OCSF has no type for a subscription before 1.4.
_SUBSCRIPTION_TYPE = ("Azure Subscription", 99)


def resources() -> Column:
    """The record's resource, then another one that its properties name: an alert's target, the scope of a role."""
    own = F.col("resource_id")
    named = F.coalesce("resource_name", "event_resource_id")
    other = F.when(named.startswith("/") & (own.isNull() | (F.lower(named) != F.lower(own))), named)
    own_name = extracted(own, _LAST_SEGMENT)
    entity_name = extracted(F.col("entity"), _LAST_SEGMENT)
    # The hub writes ids in capitals; the entity keeps the name's own.
    name = F.when(F.lower(entity_name) == F.lower(own_name), entity_name).otherwise(own_name)
    found = F.array_compact(
        F.array(
            _resource(own, name, F.col("subscription_id"), F.col("resource_location")),
            _resource(other, extracted(other, _LAST_SEGMENT), F.lower(extracted(other, _SUBSCRIPTION)), F.lit(None).cast("string")),
        )
    )
    return F.when(F.size(found) > 0, found)


def _resource(uid: Column, name: Column, subscription: Column, region: Column) -> Column:
    segments = F.split(extracted(uid, _BEHIND_LAST_PROVIDER), "/")
    resource_type = F.array_join(F.filter(segments, lambda _, index: (index == 0) | (index % 2 == 1)), "/")
    group = extracted(uid, _RESOURCE_GROUP)
    return F.when(
        uid.isNotNull(),
        F.struct(
            bounded(uid).alias("uid"),
            bounded(name).alias("name"),
            bounded(resource_type).alias("type"),
            F.when(group.isNotNull(), F.struct(bounded(group).alias("name"))).alias("group"),
            bounded(region).alias("region"),
            F.when(subscription.isNotNull(), F.struct(_subscription(subscription).alias("account"))).alias("owner"),
        ),
    )


def _subscription(uid: Column) -> Column:
    name, number = _SUBSCRIPTION_TYPE
    account = F.struct(bounded(uid).alias("uid"), constant(name).alias("type"), constant(number).alias("type_id"))
    return F.when(uid.isNotNull(), account)


def cloud_leaves() -> dict[str, Column]:
    subscription, tenant = F.col("subscription_id"), F.col("tenant_id")
    groups = F.split(F.col("hierarchy"), "/")
    name, number = _SUBSCRIPTION_TYPE
    return {
        "cloud.provider": constant("Azure"),
        # Never the record's `location`: that is where the event was processed.
        "cloud.region": F.coalesce("resource_location", F.when(F.lower("log_name") == "servicehealth", F.col("region_of_properties"))),
        "cloud.account.uid": subscription,
        "cloud.account.type": F.when(subscription.isNotNull(), constant(name)),
        "cloud.account.type_id": F.when(subscription.isNotNull(), constant(number)),
        "cloud.org.uid": tenant,
        "cloud.org.ou_uid": F.when(tenant.isNotNull(), non_empty(F.trim(F.get(groups, F.size(groups) - 2)))),
    }

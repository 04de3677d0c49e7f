"""`resources` and `cloud`: what was acted on, and whose it is."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import bounded, constant, extracted, list_of_known, non_empty

_LAST_SEGMENT = r"([^/]+)/*\z"
_RESOURCE_GROUP = r"(?i)/resourcegroups/([^/]+)"
_BEHIND_LAST_PROVIDER = r"(?is)\A.*/providers/(.+?)/*\z"
_SUBSCRIPTION = r"(?i)\A/?subscriptions/([^/]+)"
# OCSF has no type for a subscription before 1.4.
_SUBSCRIPTION_TYPE = ("Azure Subscription", 99)


def other_resource_id() -> Column:
    """Another resource than the record's own, if its properties name one."""
    own = F.col("said.resource_id")
    named = F.coalesce("said.resource_name", "said.event_resource_id")
    return F.when(named.startswith("/") & (own.isNull() | (F.lower(named) != F.lower(own))), named)


def resource_parts() -> dict[str, Column]:
    """What the ids of both resources say, for `resource_types` and `resource_structs`."""
    own, other = F.col("said.resource_id"), F.col("other_resource_id")
    return {
        "own_resource_name": _last_segment(own),
        "own_resource_group": extracted(own, _RESOURCE_GROUP),
        "own_resource_behind_provider": extracted(own, _BEHIND_LAST_PROVIDER),
        "entity_name": _last_segment(F.col("said.entity")),
        "other_resource_name": _last_segment(other),
        "other_resource_group": extracted(other, _RESOURCE_GROUP),
        "other_resource_behind_provider": extracted(other, _BEHIND_LAST_PROVIDER),
        "other_resource_subscription": F.lower(extracted(other, _SUBSCRIPTION)),
    }


def resource_types() -> dict[str, Column]:
    """Functions with functions within are interpreted, and all that they are given with them: they get columns."""
    return {f"{which}_resource_segments": F.split(F.col(f"{which}_resource_behind_provider"), "/") for which in ("own", "other")}


def resource_structs() -> dict[str, Column]:
    # The hub writes ids in capitals; the entity keeps the name's own.
    own_name, entity_name = F.col("own_resource_name"), F.col("entity_name")
    name = F.when(F.lower(entity_name) == F.lower(own_name), entity_name).otherwise(own_name)
    other_subscription = F.col("other_resource_subscription")
    return {
        "own_resource": _resource(
            F.col("said.resource_id"), name, "own_resource", F.col("subscription_id"), F.col("said.resource_location")
        ),
        "other_resource": _resource(
            F.col("other_resource_id"), F.col("other_resource_name"), "other_resource", other_subscription, F.lit(None).cast("string")
        ),
    }


def resources() -> Column:
    """The record's resource, then another one that its properties name: an alert's target, the scope of a role."""
    return list_of_known([F.col("own_resource"), F.col("other_resource")])


def _last_segment(path: Column) -> Column:
    """Without the slashes behind it, which nearly no path has."""
    return F.when(path.endswith("/"), extracted(path, _LAST_SEGMENT)).otherwise(non_empty(F.substring_index(path, "/", -1)))


def _resource(uid: Column, name: Column, parts: str, subscription: Column, region: Column) -> Column:
    segments, group = F.col(f"{parts}_segments"), F.col(f"{parts}_group")
    resource_type = F.array_join(F.filter(segments, lambda _, index: (index == 0) | (index % 2 == 1)), "/")
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
    groups = F.split(F.col("said.hierarchy"), "/")
    name, number = _SUBSCRIPTION_TYPE
    return {
        "cloud.provider": constant("Azure"),
        # Never the record's `location`: that is where the event was processed.
        "cloud.region": F.coalesce(
            "said.resource_location", F.when(F.lower("log_name") == "servicehealth", F.col("said.region_of_properties"))
        ),
        "cloud.account.uid": subscription,
        "cloud.account.type": F.when(subscription.isNotNull(), constant(name)),
        "cloud.account.type_id": F.when(subscription.isNotNull(), constant(number)),
        "cloud.org.uid": tenant,
        "cloud.org.ou_uid": F.when(tenant.isNotNull(), non_empty(F.trim(F.get(groups, F.size(groups) - 2)))),
    }

"""`observables`: what analysts search for across sources, with the place where it stands in the event."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import bounded, constant

_ADDRESS = ("IP Address", 2)
_USER_NAME = ("User Name", 4)
_MAIL_ADDRESS = ("Email Address", 5)
_RESOURCE_UID = ("Resource UID", 10)


def observables() -> Column:
    named = F.array(
        _observable(constant("src_endpoint.ip"), F.col("address"), *_ADDRESS),
        _observable(constant("actor.user.name"), F.col("user_name"), *_USER_NAME),
        _observable(constant("actor.user.email_addr"), F.col("leaf_actor_user_email_addr"), *_MAIL_ADDRESS),
    )
    of_resources = F.transform(
        F.coalesce(F.col("leaf_resources"), F.array()),
        lambda resource: _observable(constant("resources[].uid"), resource["uid"], *_RESOURCE_UID),
    )
    found = F.array_compact(F.concat(named, of_resources))
    return F.when(F.size(found) > 0, found)


def _observable(name: Column, value: Column, type_name: str, type_id: int) -> Column:
    members = F.struct(
        name.alias("name"), constant(type_name).alias("type"), constant(type_id).alias("type_id"), bounded(value).alias("value")
    )
    return F.when(value.isNotNull(), members)

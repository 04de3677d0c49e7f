"""`observables`: what analysts search for across sources, with the place where it stands in the event."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .event_struct import leaf
from .text_values import bounded, constant, list_of_known

_ADDRESS = ("IP Address", 2)
_USER_NAME = ("User Name", 4)
_MAIL_ADDRESS = ("Email Address", 5)
_RESOURCE_UID = ("Resource UID", 10)


def observables() -> Column:
    return list_of_known(
        [
            _observable(constant("src_endpoint.ip"), F.col("address"), *_ADDRESS),
            _observable(constant("actor.user.name"), F.col("user_name"), *_USER_NAME),
            _observable(constant("actor.user.email_addr"), leaf("actor.user.email_addr"), *_MAIL_ADDRESS),
            *(
                _observable(constant("resources[].uid"), F.col(resource)["uid"], *_RESOURCE_UID)
                for resource in ("own_resource", "other_resource")
            ),
        ]
    )


def _observable(name: Column, value: Column, type_name: str, type_id: int) -> Column:
    members = F.struct(
        name.alias("name"), constant(type_name).alias("type"), constant(type_id).alias("type_id"), bounded(value).alias("value")
    )
    return F.when(value.isNotNull(), members)

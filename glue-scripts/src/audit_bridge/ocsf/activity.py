"""What an operation does to its resource. Case does not matter: the hub writes names in capitals."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import non_empty

UNKNOWN, CREATE, READ, UPDATE, DELETE, OTHER = 0, 1, 2, 3, 4, 99

CAPTIONS: Final = {UNKNOWN: "Unknown", CREATE: "Create", READ: "Read", UPDATE: "Update", DELETE: "Delete", OTHER: "Other"}

_ACTION_VERBS = (
    (r"\A(?:list|get|check|validate|query|export|download)", READ),
    (r"\A(?:delete|remove|purge|revoke|clear|detach)", DELETE),
    (r"\A(?:create|add|generate|import|copy)", CREATE),
    (r"\A(?:regenerate|rotate|reset)", UPDATE),
    (
        r"\A(?:start|stop|poweroff|restart|redeploy|deallocate|runcommand|register|unregister|move|enable|disable|elevateaccess|approve|reject"
        r"|scaleup|scaledown)\z",
        UPDATE,
    ),
)
"""Verbs of `/<verb>/action`, by how they start."""

_TEXT_VERBS = ((r"\A(?:add|create)\b", CREATE), (r"\A(?:remove|delete)\b", DELETE), (r"\A(?:update|renew|set)\b", UPDATE))
"""Leading verbs of free text, as Privileged Identity Management writes it ("Add member to role ...")."""

_CATEGORIES_WITHOUT_CALLS = ("servicehealth", "resourcehealth", "alert", "recommendation", "security", "policy")
"""Nobody performs a call on a resource in these: their verbs are states ("activated", "audit")."""


def activity_verb(operation_name: Column) -> Column:
    """The last segment of an operation's name, or the one before `action`; the whole name where it has no segments."""
    last = F.substring_index(operation_name, "/", -1)
    before_action = F.substring_index(F.substring_index(operation_name, "/", -2), "/", 1)
    return F.when(F.lower(last) == "action", before_action).otherwise(last)


def activity_id(operation_name: Column, verb: Column, category: Column, status_code: Column) -> Column:
    last = F.lower(F.substring_index(operation_name, "/", -1))
    return (
        F.when(operation_name.isNull(), UNKNOWN)
        .when(F.lower(category).isin(*_CATEGORIES_WITHOUT_CALLS), OTHER)
        .when(~operation_name.contains("/"), _by_verb(F.lower(operation_name), _TEXT_VERBS))
        .when(last == "write", F.when(F.lower(status_code) == "created", CREATE).otherwise(UPDATE))
        .when(last == "read", READ)
        .when(last == "delete", DELETE)
        .otherwise(_by_verb(F.lower(verb), _ACTION_VERBS))
    )


def _by_verb(text: Column, verbs: tuple[tuple[str, int], ...]) -> Column:
    (first, activity), *others = verbs
    found = F.when(F.regexp_like(text, F.lit(first)), activity)
    for pattern, other in others:
        found = found.when(F.regexp_like(text, F.lit(pattern)), other)
    return found.otherwise(OTHER)


def caption_of(activity: Column) -> Column:
    found = F.when(activity == UNKNOWN, CAPTIONS[UNKNOWN])
    for number, caption in CAPTIONS.items():
        found = found.when(activity == number, caption)
    return found


def activity_name(activity: Column, verb: Column, operation_name: Column) -> Column:
    """The caption of the activity; for others the operation's own verb or text."""
    own = F.coalesce(non_empty(verb), operation_name)
    return F.when(activity == OTHER, own).otherwise(caption_of(activity))

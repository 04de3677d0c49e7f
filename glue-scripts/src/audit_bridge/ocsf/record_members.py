"""The members of a record that have a meaning, by the names that each shape of the activity log gives them."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .shortcut import shortcut
from .text_values import Texts, dashed_guid, has_member

NESTED_MEMBERS: Final = ("properties", "identity", "authorization", "claims", "httpRequest")

TEXT_MEMBERS: Final = (
    "time",
    "eventTimestamp",
    "TimeGenerated",
    "category",
    "CategoryValue",
    "operationName",
    "OperationNameValue",
    "resourceId",
    "_ResourceId",
    "resultType",
    "status",
    "ActivityStatusValue",
    "resultSignature",
    "subStatus",
    "ActivitySubstatusValue",
    "durationMs",
    "level",
    "correlationId",
    "tenantId",
    # The quote is no slip of ours: the key stands so in policy records.
    'tenantId"',
    "callerIpAddress",
    "eventDataId",
    "subscriptionId",
)

MEMBERS: Final = (*TEXT_MEMBERS, *NESTED_MEMBERS)
"""Found whatever case they are spelled in; the exact spelling wins where a record has both."""

EXACT_TEXT_MEMBERS: Final = (
    "id",
    "caller",
    "Caller",
    "eventName",
    "resourceProviderName",
    "ResourceProviderValue",
    "resultDescription",
    "description",
    "operationVersion",
    "operationId",
    "OperationId",
    "ReleaseVersion",
    "releaseVersion",
)
"""Found as they are spelled here."""

RECORD_TEXTS: Final = (*TEXT_MEMBERS, *EXACT_TEXT_MEMBERS)


def in_own_spelling(members: Column) -> Column:
    """Members under their own names, from those of a record in any case. Further spellings of a name that has its value stay."""
    names = F.map_keys(members)
    own_names = F.create_map(*(F.lit(text) for name in MEMBERS for text in (name.lower(), name)))
    lower_names = F.transform(names, F.lower)

    def own_name(name: Column, index: Column, folded: Column) -> Column:
        own = own_names[F.lower(name)]
        is_first = F.call_function("array_position", folded, F.lower(name)) == index + 1
        return F.when(own.isNull() | (own == name) | has_member(members, own) | ~is_first, name).otherwise(own)

    renamed = F.get(
        F.transform(F.array(lower_names), lambda folded: F.transform(names, lambda name, index: own_name(name, index, folded))), F.lit(0)
    )
    return shortcut(is_in_own_spelling(members), members, F.map_from_arrays(renamed, F.map_values(members)))


def is_in_own_spelling(members: Column) -> Column:
    folded = [own.lower() for own in MEMBERS]
    return ~F.exists(F.map_keys(members), lambda name: ~name.isin(*MEMBERS) & F.lower(name).isin(*folded))


def record_texts(record: Texts) -> dict[str, Column]:
    """What a record says outside of its nested members."""
    return {
        "own_time": record.first("time", "TimeGenerated"),
        "event_timestamp": record["eventTimestamp"],
        "own_category": record.first("category", "CategoryValue"),
        "operation_name": record.first("operationName", "OperationNameValue"),
        "resource_id": record.first("resourceId", "_ResourceId"),
        "result_type": record.first("resultType", "status", "ActivityStatusValue"),
        "result_signature": record["resultSignature"],
        "sub_status": record.first("subStatus", "ActivitySubstatusValue"),
        "duration_text": record["durationMs"],
        "level": record["level"],
        "correlation_id": record["correlationId"],
        "own_tenant_id": record.first("tenantId", 'tenantId"'),
        "caller_address": record["callerIpAddress"],
        "event_data_id": record["eventDataId"],
        "own_subscription_id": record["subscriptionId"],
        "rest_id": record["id"],
        "caller": record.first("caller", "Caller"),
        "event_name": record["eventName"],
        "provider_name": record.first("resourceProviderName", "ResourceProviderValue"),
        "result_description": record.first("resultDescription", "description"),
        "operation_version": record["operationVersion"],
        "operation_id": record.first("operationId", "OperationId"),
        "release_version": record.first("ReleaseVersion", "releaseVersion"),
    }


REQUEST_TEXTS: Final = ("clientRequestId", "clientIpAddress", "method", "uri")


def request_texts(request: Texts) -> dict[str, Column]:
    """The REST API's `httpRequest`."""
    return {
        "client_request_id": request["clientRequestId"],
        "client_address": request["clientIpAddress"],
        "request_method": request["method"],
        "request_uri": request["uri"],
    }


ROLE_TEXTS: Final = ("role", "roleDefinitionId", "roleAssignmentScope", "principalId", "principalType")


def role_texts(evidence: Texts) -> dict[str, Column]:
    """The role assignment that allowed the call: its principal may be a group, or somebody else."""
    return {
        "evidence_role": evidence["role"],
        "evidence_role_definition": evidence["roleDefinitionId"],
        "evidence_role_scope": evidence["roleAssignmentScope"],
        "evidence_principal_id": dashed_guid(evidence["principalId"]),
        "evidence_principal_type": evidence["principalType"],
    }

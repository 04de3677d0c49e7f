"""The members of a record that have a meaning, by the names that each shape of the activity log gives them."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import first_text, has_member, text_of

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


def in_own_spelling(members: Column) -> Column:
    """Members under their own names, from those of a record in any case. Further spellings of a name that has its value stay as they are."""
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
    is_spelled_otherwise = F.exists(names, lambda name: ~name.isin(*MEMBERS) & F.lower(name).isin(*(own.lower() for own in MEMBERS)))
    return F.when(is_spelled_otherwise, F.map_from_arrays(renamed, F.map_values(members))).otherwise(members)


def record_texts(record: Column) -> dict[str, Column]:
    """What a record says outside of its nested members."""
    return {
        "own_time": first_text(record, "time", "TimeGenerated"),
        "event_timestamp": text_of(record["eventTimestamp"]),
        "own_category": first_text(record, "category", "CategoryValue"),
        "operation_name": first_text(record, "operationName", "OperationNameValue"),
        "resource_id": first_text(record, "resourceId", "_ResourceId"),
        "result_type": first_text(record, "resultType", "status", "ActivityStatusValue"),
        "result_signature": text_of(record["resultSignature"]),
        "sub_status": first_text(record, "subStatus", "ActivitySubstatusValue"),
        "duration_text": text_of(record["durationMs"]),
        "level": text_of(record["level"]),
        "correlation_id": text_of(record["correlationId"]),
        "own_tenant_id": first_text(record, "tenantId", 'tenantId"'),
        "caller_address": text_of(record["callerIpAddress"]),
        "event_data_id": text_of(record["eventDataId"]),
        "own_subscription_id": text_of(record["subscriptionId"]),
        "rest_id": text_of(record["id"]),
        "caller": text_of(F.coalesce(record["caller"], record["Caller"])),
        "event_name": text_of(record["eventName"]),
        "provider_name": text_of(F.coalesce(record["resourceProviderName"], record["ResourceProviderValue"])),
        "result_description": first_text(record, "resultDescription", "description"),
        "operation_version": text_of(record["operationVersion"]),
        "operation_id": first_text(record, "operationId", "OperationId"),
        "release_version": first_text(record, "ReleaseVersion", "releaseVersion"),
    }


REQUEST_TEXTS: Final = ("clientRequestId", "clientIpAddress", "method", "uri")


def request_texts(request: Column) -> dict[str, Column]:
    """The REST API's `httpRequest`."""
    return {
        "client_request_id": text_of(request["clientRequestId"]),
        "client_address": text_of(request["clientIpAddress"]),
        "request_method": text_of(request["method"]),
        "request_uri": text_of(request["uri"]),
    }


def role_texts(authorization: Column, evidence: Column) -> dict[str, Column]:
    """What Azure's access control was asked, and the role assignment that allowed it: its principal may be a group, or somebody else."""
    return {
        "authorization_action": text_of(authorization["action"]),
        "evidence_role": text_of(evidence["role"]),
        "evidence_role_definition": text_of(evidence["roleDefinitionId"]),
        "evidence_role_scope": text_of(evidence["roleAssignmentScope"]),
        "evidence_principal_id": text_of(evidence["principalId"]),
        "evidence_principal_type": text_of(evidence["principalType"]),
    }

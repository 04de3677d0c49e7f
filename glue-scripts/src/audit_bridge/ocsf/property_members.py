"""The members of `properties` that have a meaning in every category; the others differ by category and operation."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import first_text, text_of

PROPERTY_TEXTS: Final = (
    "eventCategory",
    "statusCode",
    "serviceRequestId",
    "TenantID",
    "hierarchy",
    "ResourceProviderName",
    "Severity",
    "severity",
    "title",
    "Description",
    "description",
    "message",
    "resourceLocation",
    "region",
    "entity",
    "ResourceName",
)

_REQUEST_BODY = "requestbody"


def property_texts(properties: Column) -> dict[str, Column]:
    return {
        "category_of_properties": text_of(properties["eventCategory"]),
        "code_of_properties": text_of(properties["statusCode"]),
        "service_request_id": text_of(properties["serviceRequestId"]),
        "tenant_of_properties": text_of(properties["TenantID"]),
        "hierarchy": text_of(properties["hierarchy"]),
        "provider_of_properties": text_of(properties["ResourceProviderName"]),
        "alert_severity": text_of(properties["Severity"]),
        "title": first_text(properties, "title", "Description", "message"),
        "resource_location": text_of(properties["resourceLocation"]),
        "region_of_properties": text_of(properties["region"]),
        "entity": text_of(properties["entity"]),
        "resource_name": text_of(properties["ResourceName"]),
        "policies": properties["policies"],
        "status_message": properties["statusMessage"],
        "caller_info": properties["CallerInfo"],
        "event_properties": properties["eventProperties"],
        "request_body": request_body(properties),
        "response_body": F.ltrim(properties["responseBody"]),
    }


def request_body(properties: Column) -> Column:
    """The one member here that Azure spells in several cases."""
    other_spelling = F.get(F.filter(F.map_keys(properties), lambda name: F.lower(name) == _REQUEST_BODY), F.lit(0))
    return F.ltrim(F.coalesce(properties[_REQUEST_BODY], properties[other_spelling]))

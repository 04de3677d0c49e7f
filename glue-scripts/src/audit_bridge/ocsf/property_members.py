"""The members of `properties` that have a meaning in every category; the others differ by category and operation."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import Texts

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


def property_texts(texts: Texts, properties: Column) -> dict[str, Column]:
    return {
        "category_of_properties": texts["eventCategory"],
        "code_of_properties": texts["statusCode"],
        "service_request_id": texts["serviceRequestId"],
        "tenant_of_properties": texts["TenantID"],
        "hierarchy": texts["hierarchy"],
        "provider_of_properties": texts["ResourceProviderName"],
        "alert_severity": texts["Severity"],
        "title": texts.first("title", "Description", "message"),
        "resource_location": texts["resourceLocation"],
        "region_of_properties": texts["region"],
        "entity": texts["entity"],
        "resource_name": texts["ResourceName"],
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

"""`api`, `src_endpoint` and `http_request`: the call, and where it came from."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from . import status

_METHODS = ("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE")
"""OCSF knows no PATCH below 1.6."""


def api_leaves() -> dict[str, Column]:
    request_uid = F.coalesce("said.service_request_id", "said.client_request_id", "said.operation_id", "said.correlation_id")
    is_failure = F.col("status_id") == status.FAILURE
    return {
        "api.operation": F.coalesce("said.operation_name", "said.event_name", "said.authorization_action", "category", "service"),
        "api.version": F.col("said.operation_version"),
        "api.service.name": F.col("service"),
        "api.request.uid": request_uid,
        "api.request.data": F.when(request_uid.isNotNull(), F.col("said.request_body")),
        "api.response.code": F.col("http_code"),
        "api.response.error": F.when(is_failure, F.coalesce("failure_code", "status_code", "status_word")),
        "api.response.error_message": F.when(is_failure, F.coalesce("failure_message", "said.result_description")),
        "api.response.message": F.col("failure_message"),
        "api.response.data": F.col("said.response_body"),
    }


def endpoint_leaves() -> dict[str, Column]:
    return {
        "src_endpoint.ip": F.col("address"),
        "src_endpoint.port": F.col("port"),
        # Nobody's address is invented: without one, the service that acted stands for it.
        "src_endpoint.svc_name": F.when(F.col("address").isNull(), F.coalesce("said.claim_spn", "service")),
    }


def http_request_leaves() -> dict[str, Column]:
    return {
        "http_request.uid": F.col("said.client_request_id"),
        "http_request.http_method": http_method(),
        "http_request.url.url_string": F.col("said.request_uri"),
    }


def http_method() -> Column:
    method = F.upper("said.request_method")
    return F.when(method.isin(*_METHODS), method)

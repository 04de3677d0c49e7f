"""HTTP status codes by the names that Azure gives them (.NET's `HttpStatusCode`), and by themselves."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

_CODES: Final = {
    "Continue": 100, "SwitchingProtocols": 101, "Processing": 102,
    "OK": 200, "Created": 201, "Accepted": 202, "NonAuthoritativeInformation": 203, "NoContent": 204, "ResetContent": 205,
    "PartialContent": 206, "MultiStatus": 207,
    "MultipleChoices": 300, "MovedPermanently": 301, "Found": 302, "SeeOther": 303, "NotModified": 304, "TemporaryRedirect": 307,
    "PermanentRedirect": 308,
    "BadRequest": 400, "Unauthorized": 401, "PaymentRequired": 402, "Forbidden": 403, "NotFound": 404, "MethodNotAllowed": 405,
    "NotAcceptable": 406, "RequestTimeout": 408, "Conflict": 409, "Gone": 410, "LengthRequired": 411, "PreconditionFailed": 412,
    "RequestEntityTooLarge": 413, "RequestUriTooLong": 414, "UnsupportedMediaType": 415, "ExpectationFailed": 417,
    "UnprocessableEntity": 422, "Locked": 423, "FailedDependency": 424, "UpgradeRequired": 426, "PreconditionRequired": 428,
    "TooManyRequests": 429,
    "InternalServerError": 500, "NotImplemented": 501, "BadGateway": 502, "ServiceUnavailable": 503, "GatewayTimeout": 504,
    "InsufficientStorage": 507,
}  # fmt: skip


def http_code(text: Column) -> Column:
    names = F.create_map(*(F.lit(value) for name, code in _CODES.items() for value in (name.lower(), code)))
    return F.coalesce(names[F.lower(text)], F.when(F.regexp_like(text, F.lit(r"\A[1-5]\d{2}\z")), text.cast("int")))

"""Who did it: a person, an application signed in as itself, a service of Azure, or somebody of whom the record does not say which."""

from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import Texts, non_empty, text_of, trimmed

_SOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/"
_MICROSOFT = "http://schemas.microsoft.com/identity/claims/"
_METHODS = "http://schemas.microsoft.com/claims/authnmethodsreferences"

_GUID = r"(?i)\A[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\z"
_MAIL_ADDRESS: Final = r"\A[\w.+'%-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\z"
OCSF_MAIL_ADDRESS: Final = r"\A[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+\z"
"""What OCSF's `email_t` takes: no apostrophe, for one."""

_CLAIMS: Final = {
    "claim_upn": (f"{_SOAP}upn", "upn"),
    "claim_object_id": (f"{_MICROSOFT}objectidentifier", "oid"),
    "claim_tenant_id": (f"{_MICROSOFT}tenantid", "tid"),
    "claim_app_id": ("appid", "azp"),
    "claim_display_name": ("name",),
    "claim_spn": (f"{_SOAP}spn", "spn"),
    "claim_account_name": (f"{_SOAP}name",),
    "claim_unique_name": ("unique_name",),
    "claim_email": (f"{_SOAP}emailaddress", "email"),
    "claim_given_name": (f"{_SOAP}givenname",),
    "claim_surname": (f"{_SOAP}surname",),
    "claim_identity_type": ("idtyp",),
    "claim_scope": (f"{_MICROSOFT}scope", "scp"),
    "claim_puid": ("puid",),
    "claim_groups": ("groups",),
    "claim_session_id": (f"{_MICROSOFT}sid", "sid"),
    "claim_token_id": ("uti",),
    "claim_issuer": ("iss",),
    "claim_issued_at": ("iat",),
    "claim_expires_at": ("exp",),
    "claim_methods": (_METHODS, "amr"),
    "claim_identity_provider": (f"{_MICROSOFT}identityprovider", "idp"),
}
"""Unlike Azure's own keys, names of claims are exact."""

CLAIM_NAMES: Final = tuple(name for names in _CLAIMS.values() for name in names)

_CALLER_INFO = "array<struct<CallerIdentityType:string,CallerIdentityValue:string>>"
_CALLER_INFO_KINDS = ("upn", "objectid", "name", "username", "objectclass")
"""Who asked Privileged Identity Management for a role: a list of type and value pairs."""


def claim_texts(texts: Texts, claims: Column) -> dict[str, Column]:
    return {column: texts.first(*names) for column, names in _CLAIMS.items()} | {
        # These two may be lists.
        "claim_groups": claims["groups"],
        "claim_methods": F.ltrim(F.coalesce(claims[_METHODS], claims["amr"])),
    }


def caller_info_pairs(text: Column) -> Column:
    return F.from_json(text, _CALLER_INFO)


def caller_info_values(pairs: Column) -> Column:
    """The last value of each kind, for `caller_info_texts`."""

    def value(kind: Column) -> Column:
        of_kind = F.filter(pairs, lambda pair: F.lower(trimmed(pair["CallerIdentityType"])) == kind)
        return text_of(trimmed(F.get(F.reverse(of_kind), F.lit(0))["CallerIdentityValue"]))

    return F.when(pairs.isNotNull(), F.transform(F.array(*(F.lit(kind) for kind in _CALLER_INFO_KINDS)), value))


def caller_info_texts(values: Column) -> dict[str, Column]:
    upn, object_id, name, user_name, object_class = (values[index] for index in range(len(_CALLER_INFO_KINDS)))
    return {
        "info_upn": upn,
        "info_object_id": object_id,
        "info_name": F.coalesce(name, user_name),
        "info_object_class": object_class,
    }


def caller_names() -> dict[str, Column]:
    """From the columns of `record_texts`, `claim_texts` and `caller_info_texts`."""
    caller = F.col("said.caller")
    upn = F.coalesce("said.claim_upn", "said.claim_account_name", "said.claim_unique_name", "info_upn")
    name = F.coalesce(upn, F.when(caller.contains("@"), caller), "said.claim_email")
    full_name = F.coalesce(
        F.col("said.claim_display_name"),
        non_empty(F.concat_ws(" ", "said.claim_given_name", "said.claim_surname")),
        F.col("info_name"),
    )
    return {
        # A personal Microsoft account's name carries its issuer in front.
        "user_name": F.when(name.contains("#"), F.regexp_replace(name, r"(?i)\Alive\.com#", "")).otherwise(name),
        "caller_uid": F.coalesce(
            F.col("said.claim_object_id"), F.when(F.regexp_like(caller, F.lit(_GUID)), caller), F.col("info_object_id")
        ),
        "full_name": full_name,
        "mail_address": F.coalesce(_mail_address(F.col("said.claim_email")), _mail_address(upn)),
    }


def _mail_address(text: Column) -> Column:
    return F.when(F.regexp_like(text, F.lit(_MAIL_ADDRESS)), text)


def caller_uid() -> Column:
    """The directory's object id. The role assignment's principal may be a group or somebody else: only when nothing else is known."""
    is_anonymous = (
        F.col("user_name").isNull() & F.col("said.claim_app_id").isNull() & F.col("said.claim_spn").isNull() & F.col("said.caller").isNull()
    )
    return F.coalesce(F.col("caller_uid"), F.when(is_anonymous, F.col("said.evidence_principal_id")))


def caller_kind() -> Column:
    """`User`, `ServicePrincipal`, `Service` or `Unknown`."""
    identity_type = F.lower("said.claim_identity_type")
    is_user = (
        (identity_type == "user")
        | F.col("said.claim_upn").isNotNull()
        | F.col("said.claim_scope").isNotNull()
        | F.col("user_name").contains("@")
    )
    assigned_to = F.coalesce("said.evidence_principal_type", "info_object_class")
    return (
        F.when(identity_type == "app", "ServicePrincipal")
        .when(is_user, "User")
        .when(F.col("said.claim_app_id").isNotNull(), "ServicePrincipal")
        .when(F.col("said.claim_display_name").isNotNull(), "User")
        .when(F.col("user_uid").isNotNull() & assigned_to.isin("User", "ServicePrincipal"), assigned_to)
        .when(F.col("user_uid").isNull(), "Service")
        .otherwise("Unknown")
    )

"""`actor`: who did it. An event must name somebody, so at last the service that the operation belongs to."""

from functools import reduce
from operator import or_

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .caller import OCSF_MAIL_ADDRESS
from .text_values import bounded, constant, dashed_guid, trimmed

_USER_TYPES = {"User": 1, "ServicePrincipal": 99, "Service": 99, "Unknown": 0}
_ENTRA_ACCOUNT = ("Azure AD Account", 6)
# Ten digits: 2001 to 2286, as every token's time. Anything else is no time in seconds.
_EPOCH_SECONDS = r"\A[1-9]\d{9}\z"


def mail_address() -> Column:
    address = F.col("mail_address")
    return F.when(F.regexp_like(address, F.lit(OCSF_MAIL_ADDRESS)), address)


def actor_leaves(ocsf_version: str) -> dict[str, Column]:
    name, uid, tenant = F.col("user_name"), F.col("user_uid"), F.col("tenant_id")
    is_described = F.col("full_name").isNotNull() & tenant.isNotNull()
    is_user = name.isNotNull() | uid.isNotNull() | is_described
    service = F.coalesce("said.claim_app_id", "said.claim_spn")
    session_uid = F.coalesce("said.claim_session_id", "said.claim_token_id")
    leaves = {
        "actor.user.name": name,
        "actor.user.uid": uid,
        "actor.user.uid_alt": F.when(is_user, F.col("said.claim_puid")),
        "actor.user.type": F.when(is_user, F.col("caller_kind")),
        "actor.user.type_id": F.when(is_user, _user_type_id()),
        "actor.user.full_name": F.when(is_user, F.col("full_name")),
        "actor.user.email_addr": F.when(is_user, F.col("ocsf_mail_address")),
        "actor.user.account.uid": F.when(is_user, tenant),
        "actor.user.account.type": F.when(is_user & tenant.isNotNull(), constant(_ENTRA_ACCOUNT[0])),
        "actor.user.account.type_id": F.when(is_user & tenant.isNotNull(), constant(_ENTRA_ACCOUNT[1])),
        "actor.user.groups": F.when(is_user, _groups()),
        "actor.session.uid": session_uid,
        "actor.session.credential_uid": F.col("said.claim_token_id"),
        "actor.session.issuer": F.col("said.claim_issuer"),
        "actor.session.created_time": _milliseconds("said.claim_issued_at"),
        "actor.session.created_time_dt": F.timestamp_millis(_milliseconds("said.claim_issued_at")),
        "actor.session.expiration_time": _milliseconds("said.claim_expires_at"),
        "actor.session.expiration_time_dt": F.timestamp_millis(_milliseconds("said.claim_expires_at")),
        "actor.session.is_mfa": F.regexp_like(F.col("said.claim_methods"), F.lit(r"(?i)\bmfa\b")),
        "actor.idp.name": F.coalesce("said.claim_identity_provider", "said.claim_issuer"),
        "actor.idp.uid": F.col("said.claim_tenant_id"),
        "actor.authorizations": _authorizations(),
        "actor.invoked_by": F.coalesce(service, F.when(~is_user, F.col("service"))),
    }
    if ocsf_version == "1.1.0":
        return leaves
    return leaves | {
        "actor.app_name": F.coalesce("said.claim_spn", F.when(~is_user & F.col("said.claim_app_id").isNull(), F.col("service"))),
        "actor.app_uid": F.col("said.claim_app_id"),
    }


def _user_type_id() -> Column:
    found = F.when(F.col("caller_kind") == "User", _USER_TYPES["User"])
    for kind, number in _USER_TYPES.items():
        found = found.when(F.col("caller_kind") == kind, number)
    return found


def _groups() -> Column:
    """A list of ids, comma-separated or a JSON list."""
    plain = F.regexp_replace(F.col("said.claim_groups"), r'[\[\]"]', "")
    uids = F.filter(F.transform(F.split(plain, ","), trimmed), lambda uid: uid.isNotNull())
    groups = F.transform(uids, lambda uid: F.when(uid.isNotNull(), F.struct(bounded(uid).alias("uid"))))
    return F.when(F.size(uids) > 0, groups)


def _milliseconds(column: str) -> Column:
    text = F.col(column)
    return F.when(F.regexp_like(text, F.lit(_EPOCH_SECONDS)), text.cast("bigint")) * 1000


def _authorizations() -> Column:
    """The role assignment that allowed the call or, where access was denied, that alone: a role that was looked at allowed nothing then."""
    role, definition = F.col("said.evidence_role"), F.col("said.evidence_role_definition")
    policy = F.struct(
        bounded(role).alias("name"), bounded(dashed_guid(definition)).alias("uid"), bounded(F.col("said.evidence_role_scope")).alias("desc")
    )
    is_allowed = (role.isNotNull() | definition.isNotNull()) & ~_is_denied()
    decision = F.when(_is_denied(), "Denied").when(is_allowed, "Allowed")
    authorization = F.struct(decision.alias("decision"), F.when(is_allowed, policy).alias("policy"))
    return F.when(decision.isNotNull(), F.array(F.when(decision.isNotNull(), authorization)))


def _is_denied() -> Column:
    words = (F.lower("status_code") == "forbidden", F.lower("failure_code") == "authorizationfailed", F.lower("status_word") == "denied")
    return reduce(or_, (F.coalesce(word, F.lit(False)) for word in words))

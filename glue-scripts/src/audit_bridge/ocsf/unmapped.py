"""
`unmapped`: every member of the record that has no place of its own in an event, by its path; what is nested deeper than the mapping reads
rests as JSON text. Together with `raw_data` nothing of the record is lost, and a record too long for `raw_data` stands here as a whole.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Final

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .event_struct import leaf
from .json_objects import STRICT, last_entries
from .record_members import EXACT_TEXT_MEMBERS, RECORD_TEXTS, TEXT_MEMBERS
from .shortcut import shortcut
from .text_values import has_member, value_in

RECORD_SHA256: Final = "record_sha256"
RAW_DATA: Final = "raw_data"
_JOINT = "\x01"

_PLACED = (
    "operationName", "OperationNameValue", "resourceId", "_ResourceId", "correlationId", "level", "tenantId", 'tenantId"',
    "operationVersion", "ReleaseVersion", "releaseVersion",
)  # fmt: skip
"""Stand in the event as they are."""


_TEXTS_OF_ACTOR = (
    "actor.user.name", "actor.user.uid", "actor.user.uid_alt", "actor.user.full_name", "actor.user.email_addr", "actor.user.account.uid",
    "actor.session.uid", "actor.session.credential_uid", "actor.session.issuer", "actor.idp.name", "actor.idp.uid", "actor.invoked_by",
)  # fmt: skip


def raw_data() -> Column:
    return F.when(~F.col("is_long"), F.col("raw"))


def actor_texts(leaves: Mapping[str, Column]) -> Column:
    """For `left_members`: a list made there would be made anew for each claim."""
    return F.array(*(leaves[path] for path in _TEXTS_OF_ACTOR))


def left_members() -> dict[str, Column]:
    """What each object of the record has that stands nowhere else; columns, because `unmapped_members` reads them twice."""
    return {
        "left_of_record": _left_of_record(),
        "left_of_properties": _left(F.col("properties"), _is_property_left),
        "left_of_identity": _left(F.col("identity"), _is_identity_left),
        "left_of_claims": _left(F.col("claims"), _is_claim_left),
        "left_of_authorization": _left(F.col("authorization"), _is_authorization_left),
        "left_of_evidence": _left(F.col("evidence"), _is_evidence_left),
        "left_of_request": _left(F.col("httpRequest"), _is_request_left),
    }


def unmapped_prefixes() -> dict[str, Column]:
    """Where the record keeps these objects; columns, because they are put before each name."""
    authorization = F.when(F.col("has_identity_authorization"), "identity.authorization.").otherwise("authorization.")
    return {
        "prefix_of_claims": F.when(F.col("has_identity_claims"), "identity.claims.").otherwise("claims."),
        "prefix_of_authorization": authorization,
        "prefix_of_evidence": F.concat(authorization, F.lit("evidence.")),
    }


def unmapped_members() -> Column:
    """
    From the columns of `left_members` and `unmapped_prefixes`. A record may spell a path as one name: of the two the later one stays, and
    both stand in `raw_data`.
    """
    parts = (
        _Part(F.col("left_of_record")),
        _Part(F.col("wrapped_texts")),
        _Part(F.col("left_of_properties"), F.lit("properties.")),
        _Part(F.col("left_of_identity"), F.lit("identity.")),
        _Part(F.col("left_of_claims"), F.col("prefix_of_claims")),
        _Part(F.col("left_of_authorization"), F.col("prefix_of_authorization")),
        _Part(F.col("left_of_evidence"), F.col("prefix_of_evidence")),
        _Part(F.col("left_of_request"), F.lit("httpRequest.")),
        _Part(F.when(F.col("is_long"), F.create_map(F.lit(RAW_DATA), F.col("raw")))),
        _Part(F.create_map(F.lit(RECORD_SHA256), F.col("raw_sha256"))),
    )
    names, values = F.concat(*(part.names() for part in parts)), F.concat(*(part.values() for part in parts))
    entries = F.arrays_zip(names.alias("key"), values.alias("value"))
    return shortcut(_is_each_path_one(), F.map_from_arrays(names, values), F.map_from_entries(last_entries(entries)))


def _is_each_path_one() -> Column:
    """Two objects can share a path only where a name of an outer one has a point in it, or is a name of ours."""
    names = F.map_keys(F.col("left_of_record"))
    has_point = [_has_point(F.col(column)) for column in ("left_of_record", "left_of_identity", "left_of_authorization")]
    is_ours = F.array_contains(names, RECORD_SHA256) | F.array_contains(names, RAW_DATA)
    return F.col("wrapped_texts").isNull() & ~reduce(or_, has_point) & ~is_ours


def _has_point(members: Column) -> Column:
    return F.coalesce(F.array_join(F.map_keys(members), _JOINT).contains("."), F.lit(False))


class _Part:
    """Some members of an object, and the path that they get; none where they are the record's own."""

    def __init__(self, members: Column, prefix: Column | None = None) -> None:
        self._members = members
        self._prefix = prefix

    def names(self) -> Column:
        names = F.map_keys(self._members)
        if self._prefix is not None:
            names = _prefixed(names, self._prefix)
        return F.coalesce(names, F.array().cast("array<string>"))

    def values(self) -> Column:
        return F.coalesce(F.map_values(self._members), F.array().cast("array<string>"))


def _prefixed(names: Column, prefix: Column) -> Column:
    """By joining and splitting, where no name holds what they are joined with: Spark interprets a function of each name."""
    joined = F.concat(prefix, F.call_function("array_join", names, F.concat(F.lit(_JOINT), prefix)))
    short = F.split(joined, _JOINT)
    return shortcut(short.isNotNull() & (F.size(short) == F.size(names)), short, F.transform(names, lambda name: F.concat(prefix, name)))


def _left(members: Column, is_left: Callable[[Column, Column], Column]) -> Column:
    return F.map_filter(members, is_left)


_RULES_OF_RECORD: Final[dict[str, Callable[[Column], Column]]] = {
    "time": lambda text: text != F.col("original_time"),
    "TimeGenerated": lambda text: text != F.col("original_time"),
    "eventTimestamp": lambda text: text != F.col("original_time"),
    "durationMs": lambda _: leaf("duration").isNull(),
    "callerIpAddress": lambda text: F.col("address").isNull() | ~text.contains(F.col("address")),
    "eventDataId": lambda text: text != F.col("uid"),
    "subscriptionId": lambda text: F.lower(text) != F.col("subscription_id"),
    "resultDescription": lambda text: text != leaf("message"),
    "description": lambda text: text != leaf("message"),
    "properties": lambda _: F.col("properties").isNull(),
    "identity": lambda _: ~F.col("has_identity"),
    "authorization": lambda _: F.col("has_identity_authorization") | F.col("authorization").isNull(),
    "claims": lambda _: F.col("has_identity_claims") | F.col("claims").isNull(),
    "httpRequest": lambda _: F.col("httpRequest").isNull(),
}
"""When a member of the record is left that has a place of its own, by the member's text."""


def _left_of_record() -> Column:
    """In nearly all records each member that has a place stands there: then the others are what is left, and one look tells them."""
    record, wrapped = F.col("record"), F.col("wrapped_texts")

    def is_left(name: Column, value: Column) -> Column:
        found = F.when(name.isin(*_PLACED) | F.coalesce(has_member(wrapped, name), F.lit(False)), False)
        for member, rule in _RULES_OF_RECORD.items():
            found = found.when(name == member, rule(F.ltrim(value)))
        return found.otherwise(True)

    placed = {name: value_in("record_values", RECORD_TEXTS, name) if name in RECORD_TEXTS else record[name] for name in _RULES_OF_RECORD}
    left = (F.coalesce(value.isNotNull() & _RULES_OF_RECORD[name](F.ltrim(value)), F.lit(False)) for name, value in placed.items())
    is_usual = reduce(and_, (~one for one in left), wrapped.isNull())
    others = F.map_filter(record, lambda name, _: ~name.isin(*_PLACED, *_RULES_OF_RECORD))
    return shortcut(is_usual, others, F.map_filter(record, is_left))


def _is_property_left(name: Column, value: Column) -> Column:
    text = F.ltrim(value)
    return (
        F.when(name == "statusCode", text != F.coalesce(F.col("status_code"), F.lit("")))
        .when(name == "serviceRequestId", F.lit(False))
        .when(F.lower(name) == "requestbody", leaf("api.request.data").isNull() | (text != leaf("api.request.data")))
        .when(name == "responseBody", F.lit(False))
        .otherwise(True)
    )


def _is_identity_left(name: Column, _: Column) -> Column:
    return (
        F.when(name == "claims", ~F.col("has_identity_claims"))
        .when(name == "authorization", ~F.col("has_identity_authorization"))
        .otherwise(True)
    )


def _is_claim_left(name: Column, value: Column) -> Column:
    """A claim whose text stands somewhere in `actor` is placed; the caller's address at sign-in is none of this call's."""
    text = F.ltrim(value)
    return (
        F.when(name == "ipaddr", True)
        .when(name == "iat", leaf("actor.session.created_time").isNull())
        .when(name == "exp", leaf("actor.session.expiration_time").isNull())
        .when(name == "groups", leaf("actor.user.groups").isNull())
        .otherwise(~F.coalesce(F.array_contains(F.col("actor_texts"), text), F.lit(False)))
    )


def _is_authorization_left(name: Column, value: Column) -> Column:
    return (
        F.when(name == "evidence", F.col("evidence").isNull())
        .when(name == "action", F.ltrim(value) != leaf("api.operation"))
        .when(name == "scope", F.ltrim(value) != F.coalesce(F.col("said.resource_id"), F.lit("")))
        .otherwise(True)
    )


def _is_evidence_left(name: Column, _: Column) -> Column:
    policy = F.get(leaf("actor.authorizations"), F.lit(0))["policy"]
    return ~name.isin("role", "roleDefinitionId", "roleAssignmentScope") | policy.isNull()


def _is_request_left(name: Column, value: Column) -> Column:
    text = F.ltrim(value)
    return (
        F.when(name == "clientRequestId", F.lit(False))
        .when(name == "method", leaf("http_request.http_method").isNull())
        .when(name == "uri", F.lit(False))
        .when(name == "clientIpAddress", F.col("address").isNull() | ~text.contains(F.col("address")))
        .otherwise(True)
    )


def wrapped_texts(record: Column) -> Column:
    """Members of the record that wrap a text and say more than it: a display name of its own, or other members."""

    def says_more(name: Column, value: Column) -> Column:
        members = F.from_json(value, "map<string,string>", STRICT)
        text = members["value"]
        is_text_member = F.lower(name).isin(*(member.lower() for member in TEXT_MEMBERS)) | name.isin(*EXACT_TEXT_MEMBERS)
        more = F.exists(
            F.map_entries(members),
            lambda entry: (
                (entry["key"] != "value")
                & (F.coalesce(entry["value"], F.lit("")) != "")
                & ((entry["key"] != "localizedValue") | (entry["value"] != F.coalesce(text, F.lit(""))))
            ),
        )
        return F.when(value.startswith("{") & is_text_member, more).otherwise(False)

    return F.when(record.isNotNull() & F.col("raw").contains('"localizedValue"'), F.map_filter(record, says_more))

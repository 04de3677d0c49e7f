"""
Azure activity log records become OCSF API Activity events, in native column expressions alone.

Each step is a projection of its own. What a step computes is used more than once by the next one, and Spark merges no such projections: so
every JSON layer is parsed once, every pattern matched once, and no generated method grows too large.
"""

from functools import lru_cache

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from . import activity, caller, category, status
from .address import read_address, read_port
from .caller import CLAIM_NAMES, caller_info_pairs, caller_info_texts, caller_info_values, claim_texts
from .event_actor import actor_leaves, mail_address
from .event_api import api_leaves, endpoint_leaves, http_request_leaves
from .event_base import base_leaves
from .event_metadata import metadata_leaves, tenant_id
from .event_observables import observables
from .event_resources import cloud_leaves, other_resource_id, resource_parts, resource_structs, resource_types, resources
from .event_struct import event_struct, late_leaves, packed_leaves
from .event_time import event_day, time_milliseconds, time_parts, time_spelling
from .failure import failure_text, plain_message
from .http_status import http_code
from .json_depth import may_nest_deeply
from .json_objects import Steps, cleaned, last_of_repeated, nested_text, object_steps, sealed_object, unsealed_object
from .packed_columns import packed
from .property_members import PROPERTY_TEXTS, property_texts
from .record_id import record_id
from .record_members import (
    RECORD_TEXTS,
    REQUEST_TEXTS,
    ROLE_TEXTS,
    in_own_spelling,
    is_in_own_spelling,
    record_texts,
    request_texts,
    role_texts,
)
from .redacted_bodies import redacted_bodies
from .refusal import refusal_of_event, refusal_of_text
from .schema import api_activity_schema
from .service import service_name
from .settings import MappingSettings
from .severity import severity_id
from .shortcut import shortcut_only
from .subscription import account_id, subscription_id
from .text_values import JSON_SPACE, MAX_CHARACTERS, Texts, text_of, values_of
from .unmapped import actor_texts, left_members, raw_data, unmapped_members, unmapped_prefixes, wrapped_texts
from .untouched_members import is_untouched
from .usual_objects import READ_AS_TEXT, usual_object_steps


def map_activity_log(frame: DataFrame, settings: MappingSettings) -> DataFrame:
    """
    :param frame: one text column ``raw``: a record's text, white space and byte order mark around it allowed
    :returns: exactly the columns ``raw`` (without what stood around it), ``raw_sha256`` (lower-case hex of its UTF-8 bytes), ``refusal``
        (null for a record that was mapped, else a word of packages/activity-log's ``RefusalReason``), ``category``, ``routing``
        (``include``, ``fallback`` or ``route``), ``account_id``, ``event_day`` (``yyyyMMdd``, UTC) and ``event``, a struct of
        ``api_activity_schema``. The last four are null for a refused record, and where it could not be read, its category too.
    """
    for step in _steps(settings.ocsf_version, frame.sparkSession.sparkContext.applicationId):
        frame = frame.withColumns(dict(step))
    is_mapped, event = F.col("refusal").isNull(), F.col("event")
    return frame.select(
        "raw",
        "raw_sha256",
        "refusal",
        "category",
        F.when(is_mapped, category.routing_of(F.col("log_name"), settings.category_routing)).alias("routing"),
        F.when(is_mapped, account_id(F.col("subscription_id"))).alias("account_id"),
        F.when(is_mapped, event_day(F.col("time_ms"))).alias("event_day"),
        F.when(is_mapped, redacted_bodies(event) if settings.request_bodies == "redacted" else event).alias("event"),
    )


@lru_cache(maxsize=4)
def _steps(ocsf_version: str, _application_id: str) -> Steps:
    """Kept for every micro-batch of a Spark application: to make them takes seconds, thousands of calls between Python and Java."""
    return (*record_steps(), *_nested_steps(), *_reading_steps(), *_meaning_steps(), *_event_steps(ocsf_version))


def record_steps() -> Steps:
    """From the column `raw` to the column `record`, its members."""
    return (*_text_steps(), *_member_steps())


def _text_steps() -> Steps:
    """The record's own text, its hash, and what its length and brackets tell."""
    text = F.col("raw")
    without_mark = F.regexp_replace(text, r"\A\uFEFF", "")
    is_bare = text.startswith("{") & text.endswith("}")
    own = F.coalesce(F.when(is_bare, text).otherwise(F.btrim(without_mark, F.lit(JSON_SPACE))), F.lit(""))
    bytes_of_text = text.cast("binary")
    return (
        {"raw": own},
        {
            "raw_sha256": F.sha2(bytes_of_text, 256),
            "is_utf8": F.encode(text, "UTF-8") == bytes_of_text,
            # No text has more characters than bytes, and to count these costs nothing.
            "is_long": (F.octet_length(text) > MAX_CHARACTERS) & (F.length(text) > MAX_CHARACTERS),
            "has_many_brackets": may_nest_deeply(text),
        },
    )


def _member_steps() -> Steps:
    """The record's members, or why its text has none."""
    seal, sealed, members, unique = F.col("raw_sha256"), F.col("record_sealed"), F.col("record_all"), F.col("record_unique")
    is_usual = is_untouched(members, ("properties", "identity")) & is_in_own_spelling(members)
    return (
        {"record_sealed": F.when(F.col("is_utf8"), sealed_object(F.col("raw"), seal))},
        {"record_all": unsealed_object(sealed, seal)},
        {"refused_text": refusal_of_text(), "usual_record": shortcut_only(~F.col("has_many_brackets") & is_usual, members)},
        {"record_unique": F.when(F.col("refused_text").isNull() & F.col("usual_record").isNull(), last_of_repeated(members))},
        {
            "record_clean": cleaned(unique, F.col("raw"), RECORD_TEXTS),
            "wrapped_texts": wrapped_texts(unique),
        },
        {"record": F.coalesce(F.col("usual_record"), in_own_spelling(F.col("record_clean")))},
    )


def _nested_steps() -> Steps:
    """The JSON objects within the record, from the outer layers inwards, wherever its shape keeps them."""
    record, identity, properties, usual = F.col("record"), F.col("identity"), F.col("properties"), F.col("usual_identity")
    return (
        *usual_object_steps(record),
        *object_steps(
            "outer",
            {
                "properties": record["properties"],
                "identity": F.when(usual.isNull(), record["identity"]),
                "httpRequest": record["httpRequest"],
            },
            READ_AS_TEXT,
            {"properties": F.col("usual_properties")},
        ),
        *object_steps(
            "inner",
            {
                "identity_claims": identity["claims"],
                "record_claims": record["claims"],
                "identity_authorization": identity["authorization"],
                "record_authorization": record["authorization"],
                "failure_body": properties["statusMessage"],
                "event_properties": properties["eventProperties"],
            },
            (*CLAIM_NAMES, "resourceId"),
        ),
        {
            "claims": F.coalesce(usual["claims"], F.col("identity_claims"), F.col("record_claims")),
            "authorization": F.coalesce(usual["authorization"], F.col("identity_authorization"), F.col("record_authorization")),
            "has_identity": usual.isNotNull() | identity.isNotNull(),
            "has_identity_claims": F.col("identity_claims").isNotNull() | usual["claims"].isNotNull(),
            "has_identity_authorization": F.col("identity_authorization").isNotNull() | usual["authorization"].isNotNull(),
        },
        *object_steps(
            "innermost",
            {"evidence": F.col("authorization")["evidence"], "failure_error": F.col("failure_body")["error"]},
            usual={"evidence": F.col("usual_evidence")},
        ),
    )


def _reading_steps() -> Steps:
    """What is said under each name."""
    properties = F.col("properties")
    return (
        {
            **values_of("record_values", F.col("record"), RECORD_TEXTS),
            **values_of("property_values", properties, PROPERTY_TEXTS),
            **values_of("claim_values", F.col("claims"), CLAIM_NAMES),
            **values_of("request_values", F.col("httpRequest"), REQUEST_TEXTS),
            **values_of("role_values", F.col("evidence"), ROLE_TEXTS),
            "caller_info_pairs": caller_info_pairs(nested_text(properties["CallerInfo"])),
        },
        packed(
            "said",
            {
                **record_texts(Texts("record_values", RECORD_TEXTS)),
                **property_texts(Texts("property_values", PROPERTY_TEXTS), properties),
                **claim_texts(Texts("claim_values", CLAIM_NAMES), F.col("claims")),
                **request_texts(Texts("request_values", REQUEST_TEXTS)),
                **role_texts(Texts("role_values", ROLE_TEXTS)),
                "authorization_action": text_of(F.col("authorization")["action"]),
                "event_resource_id": text_of(F.col("event_properties")["resourceId"]),
                "caller_info": caller_info_values(F.col("caller_info_pairs")),
            },
        ),
        {
            **caller_info_texts(F.col("said.caller_info")),
            "original_time": F.coalesce("said.own_time", "said.event_timestamp"),
            **time_spelling(F.coalesce("said.own_time", "said.event_timestamp")),
        },
    )


def _meaning_steps() -> Steps:
    """What the texts say."""
    first = {
        **time_parts(F.col("original_time")),
        "category": F.coalesce("said.own_category", "said.category_of_properties"),
        "service": service_name(
            F.col("said.operation_name"), F.col("said.provider_name"), F.col("said.provider_of_properties"), F.col("said.resource_id")
        ),
        "subscription_id": subscription_id(F.col("said.resource_id"), F.col("said.own_subscription_id"), F.col("said.rest_id")),
        "status_word": status.status_word(F.col("said.result_type"), F.col("said.result_signature")),
        "status_code": status.status_code(F.col("said.result_signature"), F.col("said.sub_status"), F.col("said.code_of_properties")),
        "address_text": F.trim(F.coalesce("said.caller_address", "said.client_address")),
        "verb": activity.activity_verb(F.col("said.operation_name")),
        "other_resource_id": other_resource_id(),
        "uid": record_id(F.col("said.event_data_id"), F.col("raw_sha256")),
        "tenant_id": tenant_id(),
        "failure_code": failure_text(F.col("failure_error"), F.col("failure_body"), "code"),
        "failure_message": F.coalesce(
            failure_text(F.col("failure_error"), F.col("failure_body"), "message"),
            plain_message(F.col("said.status_message"), F.col("failure_body")),
        ),
        **caller.caller_names(),
    }
    second = {
        "time_ms": time_milliseconds(),
        "log_name": category.log_name(F.col("category"), F.col("said.category_of_properties"), F.col("said.policies")),
        "status_id": status.status_id(F.col("status_word")),
        "http_code": F.coalesce(http_code(F.col("status_code")), http_code(F.col("said.code_of_properties"))),
        "address": read_address(F.col("address_text")),
        "activity_id": activity.activity_id(F.col("said.operation_name"), F.col("verb"), F.col("category"), F.col("status_code")),
        "severity_id": severity_id(F.col("said.level"), F.col("category"), F.col("said.alert_severity")),
        "user_uid": caller.caller_uid(),
        "ocsf_mail_address": mail_address(),
        **resource_parts(),
    }
    third = {
        **resource_types(),
        "refusal": refusal_of_event(),
        "port": read_port(F.col("address_text"), F.col("address")),
        "caller_kind": caller.caller_kind(),
    }
    return first, second, third


def _event_steps(ocsf_version: str) -> Steps:
    leaves = {
        **metadata_leaves(ocsf_version),
        **base_leaves(ocsf_version),
        **actor_leaves(ocsf_version),
        **api_leaves(),
        **endpoint_leaves(),
        **cloud_leaves(),
        **http_request_leaves(),
    }
    return (
        {**packed_leaves(leaves), **resource_structs(), "actor_texts": actor_texts(leaves)},
        {
            **late_leaves({"resources": resources(), "observables": observables()}),
            **left_members(),
            **unmapped_prefixes(),
        },
        late_leaves({"raw_data": raw_data(), "unmapped": unmapped_members()}),
        {"event": event_struct(api_activity_schema(ocsf_version))},
    )

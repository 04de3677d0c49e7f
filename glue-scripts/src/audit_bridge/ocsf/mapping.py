"""
Azure activity log records become OCSF API Activity events, in native column expressions alone.

Each step is a projection of its own. What a step computes is used more than once by the next one, and Spark merges no such projections: so
every JSON layer is parsed once, every pattern matched once, and no generated method grows too large.
"""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from . import activity, caller, category, status
from .address import read_address, read_port
from .caller import CLAIM_NAMES, caller_info_pairs, caller_info_texts, claim_texts
from .event_actor import actor_leaves, mail_address
from .event_api import api_leaves, endpoint_leaves, http_request_leaves
from .event_base import base_leaves
from .event_metadata import metadata_leaves, tenant_id
from .event_observables import observables
from .event_resources import cloud_leaves, resources
from .event_struct import event_struct, leaf_columns, leaf_name
from .event_time import event_day, time_milliseconds, time_parts
from .failure import failure_text, plain_message
from .http_status import http_code
from .json_depth import MAX_DEPTH, depth_of, may_nest_deeply
from .json_objects import cleaned, last_of_repeated, nested_text, sealed_object, unsealed_object, with_objects
from .property_members import PROPERTY_TEXTS, property_texts
from .record_id import record_id
from .record_members import (
    EXACT_TEXT_MEMBERS,
    REQUEST_TEXTS,
    TEXT_MEMBERS,
    in_own_spelling,
    record_texts,
    request_texts,
    role_texts,
)
from .refusal import refusal_of_event, refusal_of_text
from .schema import api_activity_schema
from .service import service_name
from .settings import MappingSettings
from .severity import severity_id
from .subscription import account_id, subscription_id
from .text_values import JSON_SPACE, MAX_CHARACTERS, text_of
from .unmapped import raw_data, unmapped_members, unmapped_parts, wrapped_texts


def map_activity_log(frame: DataFrame, settings: MappingSettings) -> DataFrame:
    """
    :param frame: one text column ``raw``: a record's text, white space and byte order mark around it allowed
    :returns: exactly the columns ``raw`` (without what stood around it), ``raw_sha256`` (lower-case hex of its UTF-8 bytes), ``refusal``
        (null for a record that was mapped, else a word of packages/activity-log's ``RefusalReason``), ``category``, ``routing``
        (``include``, ``fallback`` or ``route``), ``account_id``, ``event_day`` (``yyyyMMdd``, UTC) and ``event``, a struct of
        ``api_activity_schema``. Behind the refusal of a text that could not be read, everything is null but the first three.
    """
    read = _with_texts(_with_nested(_with_record(_with_text(frame))))
    mapped = _with_event(_with_meaning(read), settings.ocsf_version)
    is_mapped = F.col("refusal").isNull()
    return mapped.select(
        "raw",
        "raw_sha256",
        "refusal",
        "category",
        F.when(is_mapped, category.routing_of(F.col("log_name"), settings.category_routing)).alias("routing"),
        F.when(is_mapped, account_id(F.col("subscription_id"))).alias("account_id"),
        F.when(is_mapped, event_day(F.col("time_ms"))).alias("event_day"),
        F.when(is_mapped, F.col("event")).alias("event"),
    )


def _with_text(frame: DataFrame) -> DataFrame:
    """The record's own text, its hash, and what its length and brackets tell."""
    text = F.col("raw")
    without_mark = F.regexp_replace(text, r"\A\uFEFF", "")
    is_bare = text.startswith("{") & text.endswith("}")
    own = F.coalesce(F.when(is_bare, text).otherwise(F.btrim(without_mark, F.lit(JSON_SPACE))), F.lit(""))
    bytes_of_text = F.col("raw").cast("binary")
    return frame.select(own.alias("raw")).withColumns(
        {
            "raw_sha256": F.sha2(bytes_of_text, 256),
            "is_utf8": F.encode("raw", "UTF-8") == bytes_of_text,
            "is_long": F.length("raw") > MAX_CHARACTERS,
            "has_many_brackets": may_nest_deeply(F.col("raw")),
        }
    )


def _with_record(frame: DataFrame) -> DataFrame:
    """The record's members, or why its text has none."""
    seal = F.col("raw_sha256")
    parsed = frame.withColumn("record_sealed", F.when(F.col("is_utf8"), sealed_object(F.col("raw"), seal)))
    unsealed = parsed.withColumn("record_all", unsealed_object(F.col("record_sealed"), seal))
    refused = unsealed.withColumn("refused_text", refusal_of_text())
    members = refused.withColumn("record_unique", F.when(F.col("refused_text").isNull(), last_of_repeated(F.col("record_all"))))
    clean = members.withColumns(
        {
            "record_clean": cleaned(F.col("record_unique"), F.col("raw"), (*TEXT_MEMBERS, *EXACT_TEXT_MEMBERS)),
            "wrapped_texts": wrapped_texts(F.col("record_unique")),
        }
    )
    return clean.withColumn("record", in_own_spelling(F.col("record_clean")))


def _with_nested(frame: DataFrame) -> DataFrame:
    """The JSON objects within the record, from the outer layers inwards, wherever its shape keeps them."""
    record = F.col("record")
    outer = with_objects(
        frame,
        {name: _object_text(record[name]) for name in ("properties", "identity", "httpRequest")},
        {"properties": PROPERTY_TEXTS, "httpRequest": REQUEST_TEXTS},
    )
    identity, properties = F.col("identity"), F.col("properties")
    inner = with_objects(
        outer,
        {
            "identity_claims": _object_text(identity["claims"]),
            "record_claims": _object_text(record["claims"]),
            "identity_authorization": _object_text(identity["authorization"]),
            "record_authorization": _object_text(record["authorization"]),
            "failure_body": _object_text(properties["statusMessage"]),
            "event_properties": _object_text(properties["eventProperties"]),
        },
        {"identity_claims": CLAIM_NAMES, "record_claims": CLAIM_NAMES, "event_properties": ("resourceId",)},
    ).withColumns(
        {
            "claims": F.coalesce("identity_claims", "record_claims"),
            "authorization": F.coalesce("identity_authorization", "record_authorization"),
            "has_identity_claims": F.col("identity_claims").isNotNull(),
            "has_identity_authorization": F.col("identity_authorization").isNotNull(),
        }
    )
    return with_objects(
        inner,
        {
            "evidence": _object_text(F.col("authorization")["evidence"]),
            "failure_error": _object_text(F.col("failure_body")["error"]),
        },
        {},
    )


def _object_text(value: Column) -> Column:
    """A text of more levels than a record may have stays text, as in packages/activity-log."""
    text = nested_text(value)
    return F.when(~F.col("has_many_brackets") | (depth_of(text) <= MAX_DEPTH), text)


def _with_texts(frame: DataFrame) -> DataFrame:
    pairs = caller_info_pairs(nested_text(F.col("properties")["CallerInfo"]))
    texts = frame.withColumns(
        record_texts(F.col("record"))
        | property_texts(F.col("properties"))
        | claim_texts(F.col("claims"))
        | role_texts(F.col("authorization"), F.col("evidence"))
        | request_texts(F.col("httpRequest"))
        | {"event_resource_id": text_of(F.col("event_properties")["resourceId"]), "caller_info_pairs": pairs}
    )
    return texts.withColumns(caller_info_texts(F.col("caller_info_pairs")))


def _with_meaning(frame: DataFrame) -> DataFrame:
    """What the texts say, in steps: each builds on the columns of the one before."""
    original_time = F.coalesce("own_time", "event_timestamp")
    first = frame.withColumns(
        {
            "original_time": original_time,
            **time_parts(original_time),
            "category": F.coalesce("own_category", "category_of_properties"),
            "service": service_name(
                F.col("operation_name"), F.col("provider_name"), F.col("provider_of_properties"), F.col("resource_id")
            ),
            "subscription_id": subscription_id(F.col("resource_id"), F.col("own_subscription_id"), F.col("rest_id")),
            "status_word": status.status_word(F.col("result_type"), F.col("result_signature")),
            "status_code": status.status_code(F.col("result_signature"), F.col("sub_status"), F.col("code_of_properties")),
            "address_text": F.trim(F.coalesce("caller_address", "client_address")),
            "verb": activity.activity_verb(F.col("operation_name")),
            "uid": record_id(F.col("event_data_id"), F.col("raw_sha256")),
            "tenant_id": tenant_id(),
            "failure_code": failure_text(F.col("failure_error"), F.col("failure_body"), "code"),
            "failure_message": F.coalesce(
                failure_text(F.col("failure_error"), F.col("failure_body"), "message"),
                plain_message(F.col("status_message"), F.col("failure_body")),
            ),
            **caller.caller_names(),
        }
    )
    second = first.withColumns(
        {
            "time_ms": time_milliseconds(),
            "log_name": category.log_name(F.col("category"), F.col("category_of_properties"), F.col("policies")),
            "status_id": status.status_id(F.col("status_word")),
            "http_code": F.coalesce(http_code(F.col("status_code")), http_code(F.col("code_of_properties"))),
            "address": read_address(F.col("address_text")),
            "activity_id": activity.activity_id(F.col("operation_name"), F.col("verb"), F.col("category"), F.col("status_code")),
            "severity_id": severity_id(F.col("level"), F.col("category"), F.col("alert_severity")),
            "user_uid": caller.caller_uid(),
            "ocsf_mail_address": mail_address(),
        }
    )
    return second.withColumns(
        {
            "refusal": refusal_of_event(),
            "port": read_port(F.col("address_text"), F.col("address")),
            "caller_kind": caller.caller_kind(),
        }
    )


def _with_event(frame: DataFrame, ocsf_version: str) -> DataFrame:
    leaves = (
        metadata_leaves(ocsf_version)
        | base_leaves(ocsf_version)
        | actor_leaves(ocsf_version)
        | api_leaves()
        | endpoint_leaves()
        | cloud_leaves()
        | http_request_leaves()
        | {"resources": resources(), "raw_data": raw_data()}
    )
    placed = frame.withColumns(leaf_columns(leaves))
    left = placed.withColumns({leaf_name("observables"): observables(), **unmapped_parts()})
    whole = left.withColumn(leaf_name("unmapped"), unmapped_members())
    return whole.withColumn("event", event_struct(api_activity_schema(ocsf_version)))

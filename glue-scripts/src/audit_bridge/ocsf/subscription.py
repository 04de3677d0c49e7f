"""The subscription that a record names, and the account of the lake's layout that it belongs to."""

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from .text_values import extracted, trimmed

_SUBSCRIPTION_OF_ID = r"(?i)\A/?subscriptions/([^/]+)"

_FIT_FOR_A_PATH = r"\A[0-9a-z-]{1,64}\z"
"""Subscriptions are GUIDs. What else a record may hold there must not choose a folder."""


def subscription_id(resource_id: Column, subscription: Column, rest_id: Column) -> Column:
    """Lower-case: in the resource id, else by itself, else in the REST API's `id`."""
    found = F.coalesce(extracted(resource_id, _SUBSCRIPTION_OF_ID), subscription, extracted(rest_id, _SUBSCRIPTION_OF_ID))
    return F.lower(trimmed(found))


def account_id(subscription: Column) -> Column:
    """`external_<subscription>`: https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources-best-practices.html"""
    return F.when(F.regexp_like(subscription, F.lit(_FIT_FOR_A_PATH)), F.concat(F.lit("external_"), subscription)).otherwise("external")

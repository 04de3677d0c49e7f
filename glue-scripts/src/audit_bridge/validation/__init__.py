"""Checks OCSF events against the official schemas, as `ocsf-json-schema` embeds them."""

from .event_json import event_json
from .schema_errors import EventError, SchemaErrors

__all__ = ["EventError", "SchemaErrors", "event_json"]

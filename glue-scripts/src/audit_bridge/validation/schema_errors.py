"""One compiled validator for every event: compiling it takes longer than checking hundreds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

_PROFILES = ["cloud", "datetime"]


@dataclass(frozen=True)
class EventError:
    path: str
    """Where in the event, like `actor.user.type_id`; empty for the event as a whole."""
    rule: str
    """Which rule of JSON Schema is broken, with what it asks for. Never what the event holds: this is logged."""


class SchemaErrors:
    """:param ocsf_version: 1.1.0 or 1.3.0"""

    def __init__(self, ocsf_version: str) -> None:
        schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(ocsf_version)).get_class_schema("api_activity", _PROFILES)
        self._ocsf_version = ocsf_version
        self._validator = Draft202012Validator(schema)

    def of(self, event: Mapping[str, object]) -> Iterator[EventError]:
        """Every problem of an event as a JSON document."""
        for error in self._validator.iter_errors(event):
            yield EventError(".".join(map(str, error.absolute_path)), _rule(error))
        yield from self._of_numbers(event)

    def _of_numbers(self, event: Mapping[str, object]) -> Iterator[EventError]:
        """What JSON Schema cannot say: numbers that follow from each other, and the version."""
        class_uid, activity_id, type_uid = (event.get(name) for name in ("class_uid", "activity_id", "type_uid"))
        if not (isinstance(class_uid, int) and isinstance(activity_id, int) and type_uid == class_uid * 100 + activity_id):
            yield EventError("type_uid", "must be class_uid * 100 + activity_id")
        metadata = event.get("metadata")
        if not isinstance(metadata, Mapping) or metadata.get("version") != self._ocsf_version:
            yield EventError("metadata.version", f"must be {self._ocsf_version}")


def _rule(error: ValidationError) -> str:
    """Built of the schema's own words: jsonschema's message quotes the event."""
    if error.validator == "additionalProperties" and isinstance(error.instance, Mapping):
        known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        return f"unknown members: {', '.join(sorted(str(name) for name in error.instance if name not in known))}"
    return f"{error.validator}: {error.validator_value!r}"[:200]

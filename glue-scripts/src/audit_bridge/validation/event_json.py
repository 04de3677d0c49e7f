"""An event of the lake as the JSON document that OCSF's schema describes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"


def event_json(row: Mapping[str, object]) -> dict[str, JsonValue]:
    """
    :param row: as pyarrow's ``to_pylist`` gives it
    :returns: without nulls, which stand for absent members in a table; timestamps as `datetime_t`
    """
    return {name: _json(value) for name, value in row.items() if value is not None}


def _json(value: object) -> JsonValue:
    if isinstance(value, datetime):
        return (
            (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        )
    if isinstance(value, Mapping):
        return event_json(value)
    if isinstance(value, list):
        # pyarrow gives a map as a list of pairs.
        if value and all(isinstance(element, tuple) for element in value):
            return event_json(dict(value))
        return [_json(element) for element in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} is no type of an OCSF event: read the lake with pyarrow")

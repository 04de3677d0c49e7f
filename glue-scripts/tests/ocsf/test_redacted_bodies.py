"""Bodies leave their length alone, wherever they stand; what tells one record from another stays."""

import json
from typing import Any

import pytest
from pyspark.sql import SparkSession

from .corpus import Mapped, map_texts

Event = dict[str, Any]

SECRET = "correct-horse"
BODY = json.dumps({"properties": {"adminPassword": SECRET}})


def _record(properties: object) -> str:
    record = {
        "time": "2026-03-01T10:00:00Z",
        "category": "Administrative",
        "operationName": "Microsoft.Compute/virtualMachines/write",
        "correlationId": "c1",
        "properties": properties,
    }
    return json.dumps(record)


CASES = {
    "text": _record({"requestbody": BODY, "responseBody": BODY, "entity": "vm"}),
    "object": _record({"RequestBody": json.loads(BODY)}),
    "two spellings": _record({"requestbody": "a", "RequestBody": BODY}),
    "properties as text": _record(json.dumps({"requestbody": BODY})),
    "properties that are no JSON": _record(f"responseBody: {SECRET}"),
    "long": _record({"requestbody": BODY + SECRET * 6_000}),
    "nested": _record({"eventProperties": {"RequestBody": BODY}}),
}
WITHOUT_BODY = _record({"requestbody": "", "entity": "vm"})


@pytest.fixture(scope="module")
def by_setting(spark: SparkSession) -> dict[str, dict[str, Event]]:
    """As the corpus is mapped: a plan of another form would be compiled for many seconds."""
    texts = (*CASES.values(), WITHOUT_BODY)
    return {
        request_bodies: {text: as_event(row) for text, row in map_texts(spark, texts, "1.1.0", request_bodies).items()}
        for request_bodies in ("kept", "redacted")
    }


def as_event(row: Mapped) -> Event:
    assert row.event is not None
    return row.event


@pytest.mark.parametrize("case", CASES)
def test_no_secret_of_a_body_is_left(by_setting: dict[str, dict[str, Event]], case: str) -> None:
    kept, redacted = (by_setting[setting][CASES[case]] for setting in ("kept", "redacted"))
    assert SECRET in str(kept)
    assert SECRET not in str(redacted)
    assert redacted.get("raw_data") is None
    assert redacted["unmapped"]["redacted"]
    assert redacted["unmapped"]["record_sha256"] == kept["unmapped"]["record_sha256"]
    assert redacted["metadata"] == kept["metadata"]
    assert redacted["time"] == kept["time"]


def test_the_length_and_the_places_are_told(by_setting: dict[str, dict[str, Event]]) -> None:
    event = by_setting["redacted"][CASES["text"]]
    told = f"redacted: {len(BODY)} characters"
    assert (event["api"]["request"]["data"], event["api"]["response"]["data"]) == (told, told)
    assert event["unmapped"]["redacted"] == "properties.requestbody,properties.responseBody"
    assert event["unmapped"]["properties.entity"] == "vm"


def test_a_record_without_a_body_is_left_whole(by_setting: dict[str, dict[str, Event]]) -> None:
    assert by_setting["redacted"][WITHOUT_BODY] == by_setting["kept"][WITHOUT_BODY]

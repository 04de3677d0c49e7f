"""Every event validates: against the official schemas, and with the stricter validator where it is at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from audit_bridge.ocsf.settings import OCSF_VERSIONS
from audit_bridge.validation import SchemaErrors

from .corpus import Corpus, Mapped
from .repository import OCSF_FOLDER


def _events(corpus: Corpus, mapped: dict[str, Mapped]) -> list[dict[str, object]]:
    """Times before 2001 and after 2286 are records' own and stay, though validators take them for seconds."""
    texts = (text for text in corpus.texts if text not in corpus.times)
    return [event for text in texts for event in [mapped[text].event] if event is not None]


@pytest.mark.parametrize("ocsf_version", OCSF_VERSIONS)
def test_every_event_validates(ocsf_version: str, mapped_by_version: dict[str, dict[str, Mapped]]) -> None:
    schema = SchemaErrors(ocsf_version)
    events = [row.event for row in mapped_by_version[ocsf_version].values() if row.event is not None]
    assert len(events) > 1_000
    assert [error for event in events for error in schema.of(event)] == []


@pytest.mark.skipif(
    not OCSF_FOLDER.exists(), reason="the stricter validator is not at hand: AUDIT_BRIDGE_OCSF, or shared/ocsf beside the checkout"
)
def test_every_event_passes_the_stricter_validator(corpus: Corpus, mapped: dict[str, Mapped], tmp_path: Path) -> None:
    events = _events(corpus, mapped)
    file = tmp_path / "events.jsonl"
    file.write_text("".join(f"{json.dumps(event)}\n" for event in events))
    schema = OCSF_FOLDER / "api_activity_1.1.0.json"
    command = [
        sys.executable,
        str(OCSF_FOLDER / "validate.py"),
        "--schema",
        str(schema),
        "--aws",
        "--strict-regex",
        "--no-warnings",
        "--max",
        "20",
    ]
    result = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert f"{len(events)} events, 0 with errors" in result.stdout, result.stdout[:3_000]
    assert result.returncode == 0


def test_finds_what_breaks_the_schema(corpus: Corpus, mapped: dict[str, Mapped]) -> None:
    event = mapped[corpus.golden["administrative-write"]].event
    assert event is not None
    schema = SchemaErrors("1.1.0")
    assert [error.path for error in schema.of({**event, "activity_id": 5})] != []
    assert [error.path for error in schema.of({**event, "type_uid": 600399})] == ["type_uid"]
    assert [error.path for error in schema.of({**event, "actor": {}})] == ["actor"]
    assert [error.rule for error in schema.of({**event, "secret": "hunter2"})] == ["unknown members: secret"]
    assert [error.path for error in SchemaErrors("1.3.0").of(event)] == ["metadata.version"]

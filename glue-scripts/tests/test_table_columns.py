"""The table that Athena reads the lake by is made by Terraform, from a file with the columns that the job writes."""

import json
import os
from pathlib import Path

from audit_bridge.ocsf.schema import api_activity_schema

COLUMNS = Path(__file__).parents[2] / "packages/constructs/src/pipelines/security-lake/api-activity-columns.json"


def columns(version: str) -> list[dict[str, str]]:
    return [{"name": field.name, "type": field.dataType.simpleString()} for field in api_activity_schema(version).fields]


def test_the_tables_columns_are_those_of_the_schema() -> None:
    """`UPDATE_EXPECTED=1` writes the file anew."""
    expected = {version: columns(version) for version in ("1.1.0", "1.3.0")}
    if os.environ.get("UPDATE_EXPECTED"):
        COLUMNS.write_text(json.dumps(expected, indent=2) + "\n", encoding="utf-8")
    assert json.loads(COLUMNS.read_text(encoding="utf-8")) == expected

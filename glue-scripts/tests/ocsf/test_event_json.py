from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from audit_bridge.validation import event_json
from audit_bridge.validation.lake_errors import NoLakeError, check_lake


def test_leaves_nulls_out_and_prints_timestamps_in_utc() -> None:
    there = timezone(timedelta(hours=2))
    row = {
        "time": 1,
        "time_dt": datetime(2026, 3, 2, 11, 15, 42, 731_000, tzinfo=there),
        "actor": {"session": {"created_time_dt": datetime(2026, 3, 2, tzinfo=UTC), "uid": None}, "user": None},
        "resources": [{"uid": "a", "name": None}],
        "unmapped": [("k", "v")],
        "raw_data": None,
    }
    assert event_json(row) == {
        "time": 1,
        "time_dt": "2026-03-02T09:15:42.731Z",
        "actor": {"session": {"created_time_dt": "2026-03-02T00:00:00.000Z"}},
        "resources": [{"uid": "a"}],
        "unmapped": {"k": "v"},
    }


def test_a_check_of_nothing_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(NoLakeError):
        check_lake(tmp_path, "1.1.0")

"""The golden inputs that both languages map, and the OCSF document beside each."""

import json
import os
from pathlib import Path

from .repository import GOLDEN_FOLDER

CASES = tuple(path.name.removesuffix(".input.json") for path in sorted(GOLDEN_FOLDER.glob("*.input.json")))


def expected_path(case: str) -> Path:
    return GOLDEN_FOLDER / f"{case}.ocsf.json"


def recorded(case: str, event: dict[str, object]) -> object:
    """The recorded document; `UPDATE_EXPECTED=1` records it anew, for a reviewer to read as a diff."""
    path = expected_path(case)
    if os.environ.get("UPDATE_EXPECTED") == "1":
        unmapped = event["unmapped"]
        ordered = {**event, "unmapped": dict(sorted(unmapped.items()))} if isinstance(unmapped, dict) else event
        path.write_text(f"{json.dumps(ordered, indent=2, ensure_ascii=False)}\n", encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

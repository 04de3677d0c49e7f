"""Every row of a lake's parquet files against the schema."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as parquet

from .event_json import event_json
from .schema_errors import EventError, SchemaErrors

_ROWS_AT_ONCE = 1_000
_MAX_SHOWN = 20


class NoLakeError(Exception):
    """There is nothing to check."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no parquet file: give the folder that holds region=.../accountId=.../eventDay=...")


@dataclass
class LakeErrors:
    rows: int = 0
    errors: int = 0
    first: list[str] = field(default_factory=list)
    """File, row, path and rule; no value of an event."""

    def add(self, place: str, error: EventError) -> None:
        self.errors += 1
        if len(self.first) < _MAX_SHOWN:
            self.first.append(f"{place}: {error.path or 'event'}: {error.rule}")


def check_lake(folder: Path, ocsf_version: str) -> LakeErrors:
    """
    :raises NoLakeError: a check of nothing would always succeed
    """
    files = sorted(folder.rglob("*.parquet"))
    if not files:
        raise NoLakeError(folder)
    schema, found = SchemaErrors(ocsf_version), LakeErrors()
    for file in files:
        for row, event in enumerate(_events(file)):
            found.rows += 1
            for error in schema.of(event):
                found.add(f"{file.relative_to(folder)}, row {row}", error)
    return found


def _events(file: Path) -> Iterator[dict[str, object]]:
    # The file alone, or pyarrow would take the folders' names for columns.
    with parquet.ParquetFile(file) as source:
        for batch in source.iter_batches(batch_size=_ROWS_AT_ONCE):
            for row in batch.to_pylist():
                yield dict(event_json(row))

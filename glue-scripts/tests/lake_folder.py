"""The folders that a job writes into, and what a reader finds in them."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from audit_bridge.stream.folder_store import FolderStore
from audit_bridge.stream.publishing import Destinations


@dataclass(frozen=True)
class LakeFolder:
    root: Path

    def destinations(self) -> Destinations:
        lake, quarantine, work = (FolderStore(self.root / name) for name in ("lake", "quarantine", "work"))
        return Destinations(lake, quarantine, work, region="eu-central-1")

    def objects(self) -> dict[str, str]:
        """SHA-256 by path, of everything that was published."""
        paths = [path for area in ("lake", "quarantine") for path in (self.root / area).rglob("*") if path.is_file()]
        return {path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}

    def rows(self) -> list[str]:
        """The original texts in the lake, repeats too, sorted."""
        tables = [pq.ParquetFile(path).read(columns=["raw_data"]) for path in sorted((self.root / "lake").rglob("*.parquet"))]
        return sorted(text for table in tables for text in table.column("raw_data").to_pylist())

    def aside(self, place: str) -> list[dict[str, str]]:
        lines = [
            line
            for path in sorted((self.root / "quarantine" / place).rglob("*.gz"))
            for line in gzip.decompress(path.read_bytes()).splitlines()
        ]
        return [json.loads(line) for line in lines]

    def left_behind(self) -> list[str]:
        """Files of attempts that are neither manifests nor numbers of runs."""
        work = self.root / "work"
        keys = [path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file()]
        return sorted(key for key in keys if not key.startswith(("manifests/", "runs/", "checkpoint/")))

"""Which objects an attempt at a micro-batch publishes: written before the first of them and again when all are there.

Whatever an attempt left is found through its manifest: no listing of the lake, which has a folder per account and day.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .counts import Counts
from .object_store import ObjectStore
from .places import Place


@dataclass(frozen=True)
class Manifest:
    query: str
    batch: int
    attempt: str
    state: str
    """`publishing`, or `published` once every object has its final name."""
    objects: Mapping[Place, Sequence[str]]
    """Keys by place."""
    counts: Counts

    @property
    def folder(self) -> str:
        return manifest_folder(self.query, self.batch)

    @property
    def key(self) -> str:
        return f"{self.folder}{self.attempt}.json"

    def as_bytes(self) -> bytes:
        document = {
            "query": self.query,
            "batch": self.batch,
            "attempt": self.attempt,
            "state": self.state,
            "objects": {place: list(keys) for place, keys in self.objects.items()},
            "counts": self.counts.as_json(),
        }
        return f"{json.dumps(document)}\n".encode()


def manifest_folder(query: str, batch: int) -> str:
    return f"manifests/{query}/{batch}/"


def objects_of_other_attempts(work: ObjectStore, own: Manifest) -> tuple[Mapping[Place, set[str]], Sequence[str]]:
    """:returns: what earlier attempts at the same batch have, or may have, published; and the keys of their manifests"""
    objects: dict[Place, set[str]] = {}
    others = [key for key in work.keys(own.folder) if key != own.key]
    for key in others:
        content = work.read(key)
        if content is None:
            continue
        for place, keys in json.loads(content)["objects"].items():
            objects.setdefault(place, set()).update(keys)
    return objects, others

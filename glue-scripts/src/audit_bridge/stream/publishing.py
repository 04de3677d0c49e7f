"""Gives a staged micro-batch its final names, and takes away what earlier attempts at it have left.

Names come from query, batch and number alone. So a replay overwrites itself, also one that reads less or more than the attempt before it,
and a new checkpoint, which has a new query id, overwrites nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from .counts import Counts
from .manifest import Manifest, objects_of_other_attempts
from .object_store import ObjectStore
from .places import Place
from .staging import StagedObject

_EXTENSIONS: Mapping[Place, str] = {"lake": "parquet", "refused": "jsonl.gz", "routed": "jsonl.gz"}


@dataclass(frozen=True)
class StagedBatch:
    query: str
    batch: int
    attempt: str
    objects: Sequence[StagedObject]
    counts: Counts


@dataclass(frozen=True)
class Destinations:
    lake: ObjectStore
    quarantine: ObjectStore
    work: ObjectStore
    region: str

    def store(self, place: Place) -> ObjectStore:
        return self.lake if place == "lake" else self.quarantine

    def key(self, place: Place, folder: str, name: str) -> str:
        """The lake's layout is Security Lake's: https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html"""
        parent = f"region={self.region}/" if place == "lake" else f"{place}/"
        return f"{parent}{folder}{name}.{_EXTENSIONS[place]}"


def publish(staged: StagedBatch, to: Destinations, before_step: Callable[[str], None]) -> Manifest:
    """:param before_step: called before each step with its name; what it raises ends the attempt there"""
    named = [(one, to.key(one.place, one.folder, f"{staged.query}-{staged.batch}-{one.number}")) for one in staged.objects]
    keys: dict[Place, list[str]] = {}
    for one, key in named:
        keys.setdefault(one.place, []).append(key)
    manifest = Manifest(staged.query, staged.batch, staged.attempt, "publishing", keys, staged.counts)
    before_step("announce")
    to.work.write(manifest.key, manifest.as_bytes())
    for one, key in named:
        before_step("publish-object")
        to.store(one.place).publish(one.staged_uri, key)
    before_step("manifest")
    published = replace(manifest, state="published")
    to.work.write(published.key, published.as_bytes())
    before_step("remove")
    _remove_left_objects(published, to)
    return published


def _remove_left_objects(own: Manifest, to: Destinations) -> None:
    left, manifests = objects_of_other_attempts(to.work, own)
    for place, keys in left.items():
        to.store(place).delete(sorted(keys - set(own.objects.get(place, []))))
    # Last: until their objects are gone, these say where they are.
    to.work.delete(manifests)

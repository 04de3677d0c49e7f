"""Which objects a micro-batch becomes. It follows from the landed records alone, so a replay of the same records has the same objects."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from .places import Place


@dataclass(frozen=True)
class PlannedFolder:
    """The objects of one folder, numbered through within the lake, or within what is set aside."""

    place: Place
    folder: str
    first_object: int
    objects: int
    records: int
    """Distinct ones."""


@dataclass(frozen=True)
class BatchPlan:
    folders: tuple[PlannedFolder, ...]
    read: int
    """Records in the batch, repeats too."""

    def of(self, *places: Place) -> tuple[PlannedFolder, ...]:
        return tuple(folder for folder in self.folders if folder.place in places)

    def records(self, *places: Place) -> int:
        return sum(folder.records for folder in self.of(*places))

    @property
    def repeated(self) -> int:
        return self.read - sum(folder.records for folder in self.folders)

    @property
    def quarantined(self) -> Mapping[str, int]:
        return {folder.folder.rstrip("/"): folder.records for folder in self.of("refused")}


def plan_batch(mapped: DataFrame, max_object_bytes: int) -> BatchPlan:
    """Counts the batch, and cuts each folder into as few objects as the size allows.

    :param max_object_bytes: of the records' own text, before it is mapped and compressed
    """
    rows = (
        mapped.groupBy("place", "folder")
        .agg(
            F.count(F.lit(1)).alias("read"),
            F.countDistinct("raw_sha256").alias("records"),
            F.sum(F.octet_length("raw")).alias("bytes"),
        )
        .collect()
    )
    folders: list[PlannedFolder] = []
    used = {True: 0, False: 0}
    for row in sorted(rows, key=lambda row: (row["place"], row["folder"])):
        place: Place = row["place"]
        objects = max(1, -(-row["bytes"] // max_object_bytes))
        folders.append(PlannedFolder(place, row["folder"], used[place == "lake"], objects, row["records"]))
        used[place == "lake"] += objects
    return BatchPlan(tuple(folders), sum(row["read"] for row in rows))

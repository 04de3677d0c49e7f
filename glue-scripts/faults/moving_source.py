"""A stream whose micro-batches have no end of their own: whoever reads one reads as far as the stream happens to go.

This is how Kinesis reaches Spark: each computation of a task reads its shard anew, and where the last one stopped is where the next
micro-batch begins.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession


class MovingSource:
    def __init__(self, folder: Path, shards: Sequence[Sequence[str]], lengths: Sequence[int]) -> None:
        """
        :param folder: takes the shards, and what each computation of a task has read
        :param lengths: how many records the first computation of a task reads, the second one, and so on, over and over
        """
        self.shards = shards
        self._folder = folder
        self._lengths = list(lengths)
        self.positions = [0] * len(shards)
        folder.mkdir(parents=True, exist_ok=True)
        for number, records in enumerate(shards):
            (folder / f"{number}.json").write_text(json.dumps(records))
            (folder / f"{number}.reads").touch()

    def frame(self, spark: SparkSession) -> DataFrame:
        """The next micro-batch: other records at each computation."""
        folder, lengths, positions = self._folder, self._lengths, list(self.positions)

        def read(shard: int, _: Iterable[int]) -> Iterable[tuple[str]]:
            records = json.loads((folder / f"{shard}.json").read_text())
            log = folder / f"{shard}.reads"
            computations = len(log.read_text().splitlines())
            end = min(positions[shard] + lengths[(computations + shard) % len(lengths)], len(records))
            with log.open("a") as file:
                file.write(f"{end}\n")
            return iter([(record,) for record in records[positions[shard] : end]])

        numbers = spark.sparkContext.parallelize(range(len(self.shards)), len(self.shards))
        return spark.createDataFrame(numbers.mapPartitionsWithIndex(read), "`$json$data` string")

    def ends(self) -> list[int]:
        """Where the last computation of each shard stopped."""
        return [int(text.splitlines()[-1]) if (text := path.read_text()) else 0 for path in self._logs()]

    def computations(self) -> int:
        return sum(len(path.read_text().splitlines()) for path in self._logs())

    def records_of_batch(self) -> list[str]:
        """What lies between this batch's begin and where it was last read to."""
        return [
            record for records, start, end in zip(self.shards, self.positions, self.ends(), strict=True) for record in records[start:end]
        ]

    def move_on(self) -> None:
        """The batch is committed: the next one begins where this one was last read to."""
        self.positions = self.ends()

    def exhausted(self) -> bool:
        return all(position >= len(records) for position, records in zip(self.positions, self.shards, strict=True))

    def begin_anew(self) -> None:
        """A new checkpoint begins at the trim horizon."""
        self.positions = [0] * len(self.shards)

    def _logs(self) -> list[Path]:
        return [self._folder / f"{number}.reads" for number in range(len(self.shards))]

"""
Measures the OCSF transform on plain Spark, for `npx pnpm bench`. Standard output is one JSON line.

`python ocsf_transform.py speed --lines FILE --rows N --rounds R --work DIR` takes turns between the transform and the least there is:
reading the lines with `from_json` into their twelve top-level text columns. Both write parquet with zstd.
`python ocsf_transform.py memory ...` runs the transform once and says how much memory the Java process, driver and executor in one, needs:
the most that was alive at any look. Its resident size would say how much heap Java was given, because it collects no sooner than it must.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from live_memory import LiveMemory

from audit_bridge.local.session import local_session
from audit_bridge.ocsf import MappingSettings, map_activity_log
from audit_bridge.stream.batch_writer import SESSION_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

_COLUMNS = (
    "time", "resourceId", "operationName", "category", "resultType", "resultSignature", "durationMs", "callerIpAddress", "correlationId",
    "identity", "level", "properties",
)  # fmt: skip
_FILES = 8


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Measures the OCSF transform on plain Spark.")
    parser.add_argument("what", choices=("speed", "memory"))
    parser.add_argument("--lines", type=Path, required=True, help="distinct records as JSON lines; repeated up to the rows")
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, required=True, help="an empty folder")
    options = parser.parse_args(arguments)
    source = options.work / "source"
    _write_source(options.lines, options.rows, source)
    spark = local_session(options.work / "spark", driver_memory_megabytes=2048, options=SESSION_SETTINGS)
    frame = spark.read.text(str(source))
    figures: dict[str, object] = {"rows": options.rows}
    if options.what == "memory":
        with LiveMemory(spark) as memory:
            _write(_transformed(frame), options.work / "transformed")
        figures["peakMegabytes"] = memory.peak_bytes / 1e6
    else:
        seconds: dict[str, list[float]] = {"transform": [], "reference": []}
        sides: dict[str, Callable[[DataFrame], DataFrame]] = {"transform": _transformed, "reference": _twelve_columns}
        # Java compiles what it runs often: a part of the rows is enough for that.
        warm_up = spark.read.text(str(source / "0.jsonl"))
        for name, side in sides.items():
            _write(side(warm_up), options.work / name)
        for _ in range(options.rounds):
            for name, side in sides.items():
                start = time.perf_counter()
                _write(side(frame), options.work / name)
                seconds[name].append(time.perf_counter() - start)
        figures["seconds"] = seconds
    sys.stdout.write(f"{json.dumps(figures)}\n")
    spark.stop()


def _transformed(frame: DataFrame) -> DataFrame:
    """Without a filter, as the job maps: Spark would push it below the mapping and plan for minutes. All the records are mappable."""
    return map_activity_log(frame.withColumnRenamed("value", "raw"), MappingSettings(region="eu-central-1")).select("event.*")


def _twelve_columns(frame: DataFrame) -> DataFrame:
    schema = ", ".join(f"{name} string" for name in _COLUMNS)
    return frame.select(F.from_json("value", schema).alias("record")).select("record.*")


def _write(frame: DataFrame, folder: Path) -> None:
    frame.write.mode("overwrite").option("compression", "zstd").parquet(str(folder))


def _write_source(lines: Path, rows: int, folder: Path) -> None:
    distinct = lines.read_bytes().splitlines(keepends=True)
    folder.mkdir(parents=True)
    for part in range(_FILES):
        with (folder / f"{part}.jsonl").open("wb") as file:
            for row in range(part, rows, _FILES):
                file.write(distinct[row % len(distinct)])


if __name__ == "__main__":
    main(sys.argv[1:])

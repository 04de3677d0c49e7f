"""Every record that the tests look at, mapped in one run for each version of OCSF: to plan the mapping costs more than to run it."""

import json
from dataclasses import dataclass

from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812

from audit_bridge.ocsf import MappingSettings, map_activity_log

from .bad_texts import BAD_TEXTS, ODD_RECORDS
from .random_texts import address_records, time_records
from .repository import GOLDEN_FOLDER, SAMPLES_FOLDER, run_typescript

ROUTING = {"Alert": "fallback", "ServiceHealth": "route"}
_TO_JSON = {"timestampFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "timeZone": "UTC"}


@dataclass(frozen=True)
class Mapped:
    """A row of the mapping."""

    raw: str
    raw_sha256: str
    refusal: str | None
    category: str | None
    routing: str | None
    account_id: str | None
    event_day: str | None
    event: dict[str, object] | None
    """As a JSON document, without nulls."""


@dataclass(frozen=True)
class Corpus:
    golden: dict[str, str]
    """By the case's name."""
    samples: tuple[str, ...]
    """Real records; empty where they are not at hand."""
    generated: tuple[str, ...]
    bad: tuple[str, ...]
    odd: tuple[str, ...]
    times: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.golden.values(), *self.samples, *self.generated, *self.bad, *self.odd, *self.times, *self.addresses)


def read_corpus() -> Corpus:
    return Corpus(
        golden={path.name.removesuffix(".input.json"): path.read_bytes().decode() for path in sorted(GOLDEN_FOLDER.glob("*.input.json"))},
        samples=tuple(
            line for path in sorted(SAMPLES_FOLDER.glob("*.jsonl")) for line in path.read_bytes().decode().split("\n") if line.strip()
        ),
        generated=(*_generated("--count", "800", "--unmappable", "0.05"), *_generated("--count", "200", "--shape", "rest", "--seed", "3")),
        bad=BAD_TEXTS,
        odd=ODD_RECORDS,
        times=tuple(time_records(400)),
        addresses=tuple(address_records(300)),
    )


def _generated(*options: str) -> tuple[str, ...]:
    text = as_text(run_typescript("packages/sample-records/src/main.ts", options))
    if "rest" in options:
        return tuple(json.dumps(record, ensure_ascii=False) for record in json.loads(text)["value"])
    return tuple(line for line in text.split("\n") if line)


def as_text(record: bytes) -> str:
    """Also of bytes that are no UTF-8, which `as_bytes` gives back."""
    return record.decode(errors="surrogateescape")


def as_bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


def map_texts(spark: SparkSession, texts: tuple[str, ...], ocsf_version: str, request_bodies: str = "kept") -> dict[str, Mapped]:
    """By the text as it was given."""
    distinct = tuple(dict.fromkeys(texts))
    frame = spark.createDataFrame([(bytearray(as_bytes(text)),) for text in distinct], "raw binary").coalesce(1)
    settings = MappingSettings(ocsf_version=ocsf_version, category_routing=ROUTING, region="eu-central-1", request_bodies=request_bodies)
    rows = (
        map_activity_log(frame.select(F.col("raw").cast("string").alias("raw")), settings)
        .withColumn("event", F.to_json("event", _TO_JSON))
        .collect()
    )
    return {
        text: Mapped(**{**row.asDict(), "event": None if row["event"] is None else json.loads(row["event"])})
        for text, row in zip(distinct, rows, strict=True)
    }

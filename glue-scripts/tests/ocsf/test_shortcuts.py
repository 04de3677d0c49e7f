"""Shortcuts spare usual records work, and must not show in what comes out."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812

from audit_bridge.ocsf.mapping import record_steps
from audit_bridge.ocsf.usual_objects import usual_object_steps

from .corpus import Corpus, Mapped


def _of_both_versions(row: Mapped) -> dict[str, object]:
    """Without what OCSF 1.3.0 has otherwise: a duration may be longer there."""
    event = row.event
    if event is None:
        return vars(row)
    metadata, actor, unmapped = event["metadata"], event["actor"], event["unmapped"]
    assert isinstance(metadata, dict)
    assert isinstance(actor, dict)
    assert isinstance(unmapped, dict)
    own = {
        "metadata": {name: value for name, value in metadata.items() if name != "version"},
        "actor": {name: value for name, value in actor.items() if name not in ("app_name", "app_uid")},
        "unmapped": {name: value for name, value in unmapped.items() if name != "durationMs"},
        "duration": None,
    }
    return {**vars(row), "event": {**event, **own}}


def test_the_full_way_gives_the_same(corpus: Corpus, mapped_by_version: dict[str, dict[str, Mapped]]) -> None:
    """`mapped_by_version` maps for 1.1.0 with shortcuts, and for 1.3.0 without: each plan takes seconds to compile."""
    by_shortcut, in_full = mapped_by_version["1.1.0"], mapped_by_version["1.3.0"]
    differing = [text[:300] for text in corpus.texts if _of_both_versions(by_shortcut[text]) != _of_both_versions(in_full[text])]
    assert differing == []


def test_most_records_take_the_shortcut(spark: SparkSession, corpus: Corpus) -> None:
    frame = spark.createDataFrame([(text,) for text in corpus.generated], "raw string")
    record = F.col("record")
    for step in (*record_steps(), *usual_object_steps(record)):
        frame = frame.withColumns(dict(step))
    has_evidence = F.col("usual_identity")["authorization"]["evidence"].isNotNull()
    pairs = {
        "usual_record": record.isNotNull(),
        "usual_properties": record["properties"].isNotNull(),
        "usual_identity": record["identity"].isNotNull(),
        "usual_evidence": has_evidence,
    }
    columns = [F.count_if(condition).alias(f"of_{name}") for name, condition in pairs.items()]
    counted = frame.select(*(F.count(name).alias(name) for name in pairs), *columns).collect()[0]
    # Of the generated records a fifth has the shape of the REST API, where nothing stands as the hub has it.
    at_least = {"usual_record": 0.7, "usual_properties": 0.7, "usual_identity": 0.9, "usual_evidence": 0.9}
    for name, share in at_least.items():
        assert counted[f"of_{name}"] > 300, name
        assert counted[name] > share * counted[f"of_{name}"], name

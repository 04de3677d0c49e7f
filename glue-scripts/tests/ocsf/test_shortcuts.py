"""Shortcuts spare usual records work, and must not show in what comes out."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812

from audit_bridge.ocsf.mapping import record_steps
from audit_bridge.ocsf.usual_identity import usual_identity_steps

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
    identity = F.col("record")["identity"]
    for step in (*record_steps(), *usual_identity_steps(identity)):
        frame = frame.withColumns(dict(step))
    with_identity, usual = frame.select(F.count(identity), F.count("usual_identity")).collect()[0]
    assert with_identity > 500
    assert usual > 0.9 * with_identity

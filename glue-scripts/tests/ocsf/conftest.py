import json
from collections.abc import Mapping

import pytest
from pyspark.sql import SparkSession

from audit_bridge.ocsf.settings import OCSF_VERSIONS

from .closed_shortcuts import closed_shortcuts
from .corpus import Corpus, Mapped, as_bytes, map_texts, read_corpus
from .repository import run_typescript

Facts = Mapping[str, object]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return read_corpus()


@pytest.fixture(scope="session")
def mapped_by_version(spark: SparkSession, corpus: Corpus) -> dict[str, dict[str, Mapped]]:
    """1.3.0 with all shortcuts closed, for `test_shortcuts.py`."""
    mapped = {"1.1.0": map_texts(spark, corpus.texts, "1.1.0")}
    with closed_shortcuts():
        mapped["1.3.0"] = map_texts(spark, corpus.texts, "1.3.0")
    assert tuple(mapped) == OCSF_VERSIONS
    return mapped


@pytest.fixture(scope="session")
def mapped(mapped_by_version: dict[str, dict[str, Mapped]]) -> dict[str, Mapped]:
    """By text, in OCSF 1.1.0."""
    return mapped_by_version["1.1.0"]


@pytest.fixture(scope="session")
def facts(corpus: Corpus) -> dict[str, Facts]:
    """What TypeScript reads in each text."""
    texts = list(dict.fromkeys(corpus.texts))
    lines = run_typescript("test/contracts/record-facts.ts", standard_input=as_bytes("\x1e".join(texts))).decode().splitlines()
    return {text: json.loads(line) for text, line in zip(texts, lines, strict=True)}

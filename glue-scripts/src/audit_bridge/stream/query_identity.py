"""The streaming query's id, which lives as long as its checkpoint: every object's name begins with it."""

import json
import re

from pyspark.sql import SparkSession

from .errors import UnknownQueryError

_LOCAL_PROPERTY = "sql.streaming.queryId"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def query_id(session: SparkSession, checkpoint: str) -> str:
    """Asks Spark, which tells each thread its query; then the checkpoint itself, which has the id in a file.

    A guess is worse than none: with another id a replay would not overwrite itself.

    :param checkpoint: its URI or path, as Spark was given it
    :raises UnknownQueryError: when neither knows it
    """
    for text in (session.sparkContext.getLocalProperty(_LOCAL_PROPERTY), _in_checkpoint(session, checkpoint)):
        if text is not None and _UUID.fullmatch(text):
            return text
    raise UnknownQueryError(checkpoint)


def _in_checkpoint(session: SparkSession, checkpoint: str) -> str | None:
    """Read through Spark, which wrote it and may therefore read it."""
    try:
        lines = session.read.text(f"{checkpoint.rstrip('/')}/metadata").head(1)
        return str(json.loads(lines[0]["value"])["id"]) if lines else None
    except Exception:
        return None

"""The mapping with every shortcut closed: each record takes the full way."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from pyspark.sql import functions as F  # noqa: N812

from audit_bridge.ocsf import shortcut


@contextmanager
def closed_shortcuts() -> Iterator[None]:
    """For what is mapped in it for the first time: the steps of a version of OCSF are kept."""
    with patch.object(shortcut, "_is_open", lambda _: F.lit(False)):
        yield

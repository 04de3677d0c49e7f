"""What all tests share: one Spark session, because starting one takes seconds."""

from collections.abc import Iterator

import pytest
from pyspark.sql import SparkSession

from audit_bridge.local.session import local_session


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    session = local_session(tmp_path_factory.mktemp("spark"))
    yield session
    session.stop()

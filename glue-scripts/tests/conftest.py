"""What all tests share: one Spark session, because starting one takes seconds."""

from collections.abc import Iterator

import pytest
from pyspark.sql import SparkSession

from audit_bridge.local.session import local_session


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    folder = tmp_path_factory.mktemp("spark")
    # Few records and large plans: the second compiler would work for longer than what it compiles.
    java_options = f"-Duser.timezone=UTC -Djava.io.tmpdir={folder} -XX:TieredStopAtLevel=1"
    session = local_session(folder, options={"spark.driver.extraJavaOptions": java_options})
    yield session
    session.stop()

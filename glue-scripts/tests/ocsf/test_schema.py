import pytest
from pyspark.sql import SparkSession

from audit_bridge.ocsf import MappingSettings, api_activity_schema, map_activity_log
from audit_bridge.ocsf.settings import OCSF_VERSIONS


@pytest.mark.parametrize("ocsf_version", OCSF_VERSIONS)
def test_maps_to_exactly_one_schema(ocsf_version: str, spark: SparkSession) -> None:
    """Down to what may be null: files of one table must not differ because Spark knows more of one batch than of another."""
    frame = spark.createDataFrame([("{}",)], "raw string")
    mapped = map_activity_log(frame, MappingSettings(ocsf_version=ocsf_version, region="eu-central-1"))
    assert mapped.columns == ["raw", "raw_sha256", "refusal", "category", "routing", "account_id", "event_day", "event"]
    assert mapped.schema["event"].dataType == api_activity_schema(ocsf_version)

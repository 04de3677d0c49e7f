"""The job's metrics are those that the alarms watch."""

import re
from pathlib import Path

from audit_bridge.stream.counts import Counts
from audit_bridge.stream.metrics import DIMENSION, NAMESPACE, metric_values

SOURCE = Path(__file__).parents[2] / "packages/telemetry/src/metric-names.ts"
COUNTS = Counts(read=9, written=3, quarantined={"MalformedJson": 2, "MissingTime": 1}, routed=1, repeated=2, conflicts=1)


def test_names_units_namespace_and_dimension_are_those_of_the_telemetry_package() -> None:
    text = SOURCE.read_text()
    units = dict(re.findall(r"^  (Stream(?:Records|Id)\w+): '(\w+)',$", text, re.MULTILINE))
    assert units == dict.fromkeys(metric_values(COUNTS), "Count")
    assert f"metricNamespace = '{NAMESPACE}'" in text
    assert f"metricDimension = '{DIMENSION}'" in text


def test_counts_add_up_reason_by_reason() -> None:
    total = COUNTS + Counts(read=1, quarantined={"MissingTime": 1})
    assert total.read == 10
    assert total.quarantined == {"MalformedJson": 2, "MissingTime": 2}
    assert metric_values(total)["StreamRecordsQuarantined"] == 4

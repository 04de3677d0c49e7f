"""Counts of each micro-batch, as metrics and as a line of the log."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from audit_bridge.stream.counts import Counts
from audit_bridge.stream.json_lines import tell
from audit_bridge.stream.metrics import DIMENSION, NAMESPACE, metric_values

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_cloudwatch.type_defs import DimensionTypeDef


def batch_report(client: "CloudWatchClient", service: str) -> Callable[[int, Counts], None]:
    """:param service: the value of the metrics' one dimension"""

    def report(batch: int, counts: Counts) -> None:
        tell(sys.stdout, {"message": "Micro-batch written", "batchId": batch, "counts": counts.as_json()})
        dimensions: list[DimensionTypeDef] = [{"Name": DIMENSION, "Value": service}]
        try:
            client.put_metric_data(
                Namespace=NAMESPACE,
                MetricData=[
                    {"MetricName": name, "Dimensions": dimensions, "Value": value, "Unit": "Count"}
                    for name, value in metric_values(counts).items()
                ],
            )
        except (BotoCoreError, ClientError) as error:
            # The batch is written: to fail now would write it again, and measure it no better.
            tell(sys.stdout, {"message": "The metrics of a micro-batch could not be sent", "batchId": batch, "error": type(error).__name__})

    return report

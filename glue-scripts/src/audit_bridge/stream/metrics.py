"""What the job measures of a micro-batch.

Names and units are those of `packages/telemetry`, which the alarms are built from; a test holds both equal.
"""

from collections.abc import Mapping

from .counts import Counts

NAMESPACE = "AuditBridge"
DIMENSION = "service"


def metric_values(counts: Counts) -> Mapping[str, int]:
    """Every one is a `Count`."""
    return {
        "StreamRecordsIn": counts.read,
        "StreamRecordsWritten": counts.written,
        "StreamRecordsQuarantined": sum(counts.quarantined.values()),
        "StreamRecordsRouted": counts.routed,
        "StreamRecordsRepeated": counts.repeated,
        "StreamIdConflicts": counts.conflicts,
    }

"""How Glue reads the stream. Its own defaults starve a job and drop records: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-kinesis-home.html"""

from collections.abc import Mapping

_CHECKPOINT = "checkpoint/"


def kinesis_options(stream_arn: str, window_seconds: int) -> Mapping[str, str]:
    """Connection options of `create_data_frame.from_options("kinesis", ...)`; the frame's only column is the record's text."""
    return {
        "streamARN": stream_arn,
        # Glue starts at the newest record otherwise: what came before the first run would be lost.
        "startingPosition": "trim_horizon",
        "classification": "json",
        "inferSchema": "true",
        # False otherwise: records that expired before they were read would be passed over in silence.
        "failOnDataLoss": "true",
        # A second per shard and window otherwise. The rest of the window is for writing.
        "maxFetchTimeInMs": str(window_seconds * 800),
        # 100,000 otherwise: a shard gives 2 MB a second, so that a job which has fallen behind would never catch up.
        "maxFetchRecordsPerShard": "1000000",
        "emitConsumerLagMetrics": "true",
    }


def batch_options(work: str, window_seconds: int) -> Mapping[str, str]:
    """Options of `GlueContext.forEachBatch`."""
    return {
        "windowSize": f"{window_seconds} seconds",
        "checkpointLocation": checkpoint_location(work),
        # Glue would read, keep and count the whole batch first. Without that it looks for one record, and this job's own action reads.
        "persistDataFrame": "false",
        # A batch that failed is begun anew, from the same checkpoint: harmless, and most failures pass.
        "batchMaxRetries": "3",
    }


def checkpoint_location(work: str) -> str:
    return f"{work}{_CHECKPOINT}"

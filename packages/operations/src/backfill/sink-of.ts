import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { Names, operatedNames } from '@audit-bridge/naming';
import { connectToKinesis } from '@audit-bridge/record-stream/connect-to-kinesis';
import { KinesisRecordStream } from '@audit-bridge/record-stream/kinesis-record-stream';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { BridgeContext } from '../bridge-command';
import { fedRegisterOf } from '../fed/fed-register-of';
import type { FedBy } from '../fed/fed-store';
import type { LockName } from '../locks/lock-places';
import { redriveClient } from '../redrive-failed-events/invoke-redrive';
import { redriveTarget } from '../redrive-failed-events/redrive-target';
import { putAllRecords } from '../replay/put-all-records';
import { isGenerated } from '../sources/is-generated';
import { ProcessorSink } from './processor-sink';
import type { RecordSink } from './record-sink';
import { StreamSink } from './stream-sink';

export const sentPipelines = ['cloudtrail-lake', 'security-lake'] as const;

export interface PipelineEntry {
  readonly sink: RecordSink;
  readonly lock: LockName;
  /** For a person, before anything is sent. */
  readonly notes: readonly string[];
}

/**
 * The way into a pipeline for records that an operator sends. Where its records are generated, what goes in by it is written down too, for `verify`: by the register of
 * what was fed, or in the objects that the processor is given.
 *
 * @param by who sends
 */
export function entryOf(context: Pick<BridgeContext, 'clouds' | 'environment' | 'pipeline'>, by: FedBy): PipelineEntry {
  const { clouds, environment, pipeline } = context;
  const names = operatedNames(Names.ofEnvironment(environment));
  if (pipeline === 'security-lake') {
    const streamName = names.kinesisStream;
    const stream = new KinesisRecordStream({ streamName, connect: connectToKinesis(clouds.aws.settings) });
    const settings = { stream, streamName, clock: systemClock, randomness: systemRandomness };
    const sink = new StreamSink({
      description: `stream ${streamName}`,
      maxRowBytes: stream.limits.maxRowBytes,
      put: async records => {
        if (!isGenerated(environment, pipeline)) return putAllRecords(records, settings);
        const items = records.map(bytes => ({ kind: 'record', bytes }) as const);
        await fedRegisterOf(context).keep(items, by, () => putAllRecords(records, settings));
      },
    });
    return { sink, lock: 'stream', notes: ['The streaming job maps them within minutes; what it cannot map goes to its quarantine.'] };
  }
  const lambda: LambdaClient = redriveClient(clouds.aws);
  const { functionArn } = redriveTarget(environment);
  const { accountId } = environment.aws;
  const sink = new ProcessorSink({
    s3: clouds.aws.client(S3Client),
    lambda,
    functionArn,
    bucket: names.failedEventsBucket,
    prefix: names.backfillPrefix,
    accountId,
  });
  return { sink, lock: 'cloudtrail-lake', notes: archiveNotes(environment.pipelines, names.archiveBucket) };
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const maxLogEventDays = 14;

function archiveNotes({ cloudtrailLake }: BridgeContext['environment']['pipelines'], archiveBucket: string): readonly string[] {
  const destination = cloudtrailLake?.destination;
  if (destination?.kind !== 'cloudwatch-logs') return [];
  const days = Math.min(maxLogEventDays, destination.retentionDays);
  const oldest = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  return [
    `CloudWatch Logs takes nothing older than ${days} days: events before ${oldest} go to the archive, bucket ${archiveBucket}, which Athena reads.`,
  ];
}

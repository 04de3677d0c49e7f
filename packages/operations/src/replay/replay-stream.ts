import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { Names, operatedNames } from '@audit-bridge/naming';
import { connectToKinesis } from '@audit-bridge/record-stream/connect-to-kinesis';
import { KinesisRecordStream } from '@audit-bridge/record-stream/kinesis-record-stream';
import { agree, notAgreedExitCode } from '../agreement';
import type { BridgeContext } from '../bridge-command';
import { dateRange, type KeptDays } from '../date-range/date-range';
import { interruptedExitCode } from '../interruption';
import { withLock } from '../locks/with-lock';
import { putAllRecords } from './put-all-records';
import type { ReplayArguments } from './replay-arguments';
import { replayHours } from './replay-hours';
import { StreamRange } from './stream-range';

/** `bridge replay ENV security-lake --source stream`: puts what the stream took within a time onto it once more. */
export async function replayStream(context: BridgeContext, { 'dry-run': dryRun, yes, ...days }: ReplayArguments): Promise<number> {
  const { clouds, environment, pipeline, print } = context;
  const { kinesisStream: streamName } = operatedNames(Names.ofEnvironment(environment));
  const keptDays = environment.pipelines.securityLake?.stream.retentionDays;
  const kept: readonly KeptDays[] = keptDays === undefined ? [] : [{ days: keptDays, by: 'The stream' }];
  const range = dateRange(days, { now: new Date(), kept });
  const connect = connectToKinesis(clouds.aws.settings);
  const stream = new KinesisRecordStream({ streamName, connect });
  const settings = { stream, streamName, clock: systemClock, randomness: systemRandomness };
  print(`Replay of ${environment.name}-${pipeline}${dryRun ? ' (dry run: nothing is sent)' : ''}`);
  print(`  AWS account ${environment.aws.accountId}, region ${environment.aws.region}`);
  print(
    `  what stream ${streamName} took from ${range.from.toISOString()} to ${range.to.toISOString()}, by its own clock, once more onto it`,
  );
  const question = 'Put all these records onto the stream once more, also those that the lake holds?';
  if (!dryRun && !(await agree(context, { question, clouds: ['aws'], yes }))) return notAgreedExitCode;
  const reader = new StreamRange({ kinesis: connect(), streamName, clock: systemClock });
  const put = (records: readonly Buffer[]) => putAllRecords(records, settings);
  const work = (locked: BridgeContext) => replayHours({ ...locked, read: hour => reader.read(hour), put, range, dryRun });
  const command = `bridge replay ${environment.name} ${pipeline}`;
  const result = await (dryRun ? work(context) : withLock(context, 'stream', command, work));
  context.result({ dryRun, ...result });
  print(`${result.records.toLocaleString('en')} records ${dryRun ? 'would be sent' : 'sent'} once more.`);
  if (result.goOnFrom === undefined) return 0;
  print(`Stopped. To go on: npx pnpm ${command} --source stream --from ${result.goOnFrom} --to ${range.to.toISOString()}`);
  return interruptedExitCode;
}

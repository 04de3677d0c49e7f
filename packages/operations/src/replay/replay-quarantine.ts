import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { Names, operatedNames } from '@audit-bridge/naming';
import { connectToKinesis } from '@audit-bridge/record-stream/connect-to-kinesis';
import { KinesisRecordStream } from '@audit-bridge/record-stream/kinesis-record-stream';
import { S3Client } from '@aws-sdk/client-s3';
import { agree, notAgreedExitCode } from '../agreement';
import type { BridgeContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { withLock } from '../locks/with-lock';
import { putAllRecords } from './put-all-records';
import { type ReplayedFolder, replay } from './replay';
import type { ReplayArguments } from './replay-arguments';
import { S3Quarantine } from './s3-quarantine';

/** `bridge replay ENV security-lake --source refused|routed`: puts what the streaming job set aside back onto the stream. */
export async function replayQuarantine(
  context: BridgeContext,
  from: ReplayedFolder,
  { 'dry-run': dryRun, limit, reason, yes }: ReplayArguments,
): Promise<number> {
  const { environment, pipeline, print } = context;
  const { kinesisStream, quarantineBucket } = operatedNames(Names.ofEnvironment(environment));
  const { accountId, region } = environment.aws;
  const folder = reason === undefined ? (`${from}/` as const) : (`refused/${reason}/` as const);
  const quarantine = new S3Quarantine(context.clouds.aws.client(S3Client), { bucket: quarantineBucket, accountId });
  const objects = await quarantine.list(folder);
  print(
    `Replay of what the streaming job of ${environment.name}-${pipeline} set aside${dryRun ? ' (dry run: nothing is sent or deleted)' : ''}`,
  );
  print(`  AWS account ${accountId}, region ${region}`);
  print(`  from:  s3://${quarantineBucket}/${folder}, ${objects.length} objects`);
  print(`  to:    stream ${kinesisStream}`);
  if (objects.length === 0) {
    context.result({ dryRun, objects: 0, records: 0, failures: 0 });
    return 0;
  }
  const question = 'Put these records onto the stream, and delete the objects whose records it has taken?';
  if (!dryRun && !(await agree(context, { question, clouds: ['aws'], yes }))) return notAgreedExitCode;
  const stream = new KinesisRecordStream({ streamName: kinesisStream, connect: connectToKinesis(context.clouds.aws.settings) });
  const settings = { stream, streamName: kinesisStream, clock: systemClock, randomness: systemRandomness };
  const put = (records: readonly Buffer[]) => putAllRecords(records, settings);
  // Listed once more: another command may have replayed them while the person made up their mind.
  const work = async ({ interruption, progress }: BridgeContext) =>
    replay({ quarantine, stream: { put } }, await quarantine.list(folder), { dryRun, limit, print, progress, interruption });
  const result = await (dryRun ? work(context) : withLock(context, 'stream', `bridge replay ${environment.name} ${pipeline}`, work));
  context.result({ dryRun, ...result });
  const failed = result.failures > 0 ? `, ${result.failures} FAILED` : '';
  print(`${result.objects} objects, ${result.records} records ${dryRun ? 'would be sent' : 'sent'}${failed}.`);
  if (result.failures > 0) return 1;
  return context.interruption.isRequested ? interruptedExitCode : 0;
}

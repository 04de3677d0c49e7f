import type { FailedRecordsPointer } from '@audit-bridge/failed-events';
import { SQSClient } from '@aws-sdk/client-sqs';
import { agree, notAgreedExitCode } from '../agreement';
import type { BridgeContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { withLock } from '../locks/with-lock';
import type { RedriveArguments } from '../redrive/redrive-arguments';
import { invokeRedrive, redriveClient } from './invoke-redrive';
import { type RedriveResult, redrive, refusals } from './redrive';
import { redriveTarget } from './redrive-target';
import { SqsFailedEventsQueue } from './sqs-failed-events-queue';

/** `bridge redrive ENV cloudtrail-lake`: has the deployed processor take back what a destination refused. */
export async function redriveFailedEvents(context: BridgeContext, { 'dry-run': dryRun, limit, yes }: RedriveArguments): Promise<number> {
  const { environment, print } = context;
  const { functionArn, place, queueName } = redriveTarget(environment);
  const queue = await SqsFailedEventsQueue.open(context.clouds.aws.client(SQSClient), { queueName, accountId: place.accountId });
  print(`Redrive of what ${environment.name}-${context.pipeline} refused${dryRun ? ' (dry run: nothing is sent or deleted)' : ''}`);
  print(`  AWS account ${place.accountId}, region ${place.region}`);
  print(`  pointers: queue ${queueName}, about ${await queue.depth()}`);
  print(`  through:  ${functionArn}`);
  const question = 'Send these records once more, and delete the pointers of those that are settled?';
  if (!dryRun && !(await agree(context, { question, clouds: ['aws'], yes }))) return notAgreedExitCode;
  const lambda = redriveClient(context.clouds.aws);
  const ports = {
    queue,
    now: Date.now,
    redriveObject: (pointer: FailedRecordsPointer) => invokeRedrive(lambda, functionArn, pointer, dryRun),
  };
  const work = ({ interruption, progress }: BridgeContext) => redrive(ports, { dryRun, limit, print, progress, interruption });
  const purpose = `bridge redrive ${environment.name} ${context.pipeline}`;
  const result = await (dryRun ? work(context) : withLock(context, 'cloudtrail-lake', purpose, work));
  print(summary(result, dryRun));
  context.result({ dryRun, ...result });
  if (result.failures > 0) return 1;
  return context.interruption.isRequested ? interruptedExitCode : 0;
}

function summary({ objects, accepted, refused, failures, left }: RedriveResult, dryRun: boolean): string {
  const parts = [`${objects} objects`, `${accepted} records ${dryRun ? 'would be sent' : 'accepted'}`, ...refusals(refused)];
  if (failures > 0) parts.push(`${failures} FAILED`);
  if (left > 0) parts.push(`${left} new pointers left for another run`);
  return `${parts.join(', ')}.`;
}

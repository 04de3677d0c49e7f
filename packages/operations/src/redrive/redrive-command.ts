import { SQSClient } from '@aws-sdk/client-sqs';
import type { Argv } from 'yargs';
import type { BridgeCommand, BridgeContext } from '../bridge-command';
import { invokeRedrive, redriveClient } from './invoke-redrive';
import { type RedriveResult, redrive, refusals } from './redrive';
import { redriveTarget } from './redrive-target';
import { SqsFailedEventsQueue } from './sqs-failed-events-queue';

interface RedriveArguments {
  readonly 'dry-run': boolean;
  readonly limit: number;
  readonly yes: boolean;
}

const interrupted = 130;

/** `bridge redrive ENV cloudtrail-lake` */
export const redriveCommand: BridgeCommand<RedriveArguments> = {
  name: 'redrive',
  summary: 'Takes refused events back through the pipeline, after a fix',
  pipelines: ['cloudtrail-lake'],
  needs: ['awsAccountId'],
  options,
  run,
};

function options(command: Argv): Argv<RedriveArguments> {
  return command
    .option('dry-run', { type: 'boolean', default: false, describe: 'Only tell what the mapping makes of them now; nothing changes' })
    .option('limit', { type: 'number', default: Number.POSITIVE_INFINITY, defaultDescription: 'all', describe: 'Objects to take at most' })
    .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
    .check(({ limit }) => limit >= 1 || '--limit must be 1 or more.')
    .epilogue(
      'Safe to stop at any moment (Ctrl-C finishes the object in hand). What is refused again is kept again with its present reason.\nExits with 1 when an object could not be taken through.',
    );
}

async function run(context: BridgeContext, { 'dry-run': dryRun, limit, yes }: RedriveArguments): Promise<number> {
  const { environment, print } = context;
  const { functionArn, place, queueName } = redriveTarget(environment);
  const queue = await SqsFailedEventsQueue.open(new SQSClient({ region: place.region }), { queueName, accountId: place.accountId });
  print(`Redrive of what ${environment.name}-${context.pipeline} refused${dryRun ? ' (dry run: nothing is sent or deleted)' : ''}`);
  print(`  AWS account ${place.accountId}, region ${place.region}`);
  print(`  pointers: queue ${queueName}, about ${await queue.depth()}`);
  print(`  through:  ${functionArn}`);
  if (!dryRun && !yes && !(await context.confirm('Send these records once more, and delete the pointers of those that are settled?'))) {
    print('Nothing was done. Answer "y" on a terminal, or pass --yes.');
    return 2;
  }
  const lambda = redriveClient(place.region);
  const result = await redrive(
    { queue, now: Date.now, redriveObject: pointer => invokeRedrive(lambda, functionArn, pointer, dryRun) },
    { dryRun, limit, print, interruption: context.interruption },
  );
  print(summary(result, dryRun));
  if (result.failures > 0) return 1;
  return context.interruption.isRequested ? interrupted : 0;
}

function summary({ objects, accepted, refused, failures, left }: RedriveResult, dryRun: boolean): string {
  const parts = [`${objects} objects`, `${accepted} records ${dryRun ? 'would be sent' : 'accepted'}`, ...refusals(refused)];
  if (failures > 0) parts.push(`${failures} FAILED`);
  if (left > 0) parts.push(`${left} new pointers left for another run`);
  return `${parts.join(', ')}.`;
}

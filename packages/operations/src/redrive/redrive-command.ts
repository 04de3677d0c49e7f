import { type ParkingReason, parkingReasons } from '@audit-bridge/parked-records';
import type { Argv } from 'yargs';
import type { BridgeCommand, BridgeContext } from '../bridge-command';
import { redriveFailedEvents } from '../redrive-failed-events/redrive-failed-events';
import { redriveParkedRecords } from '../redrive-parked-records/redrive-parked-records';
import type { RedriveArguments } from './redrive-arguments';

/** What was refused lies in another place in each pipeline, and another function takes it back. */
const redrives: Readonly<Record<string, (context: BridgeContext, options: RedriveArguments) => Promise<number>>> = {
  'cloudtrail-lake': redriveFailedEvents,
  'security-lake': redriveParkedRecords,
};

/** `bridge redrive ENV PIPELINE` */
export const redriveCommand: BridgeCommand<RedriveArguments> = {
  name: 'redrive',
  summary: 'Takes refused records back through the pipeline, after a fix',
  pipelines: Object.keys(redrives),
  // The names in Azure are made from both accounts.
  needs: pipeline => (pipeline === 'security-lake' ? ['awsAccountId', 'azureSubscriptionId'] : ['awsAccountId']),
  options,
  run: async (context, options) => (await redrives[context.pipeline]?.(context, options)) ?? 2,
};

function options(command: Argv): Argv<RedriveArguments> {
  return command
    .option('dry-run', { type: 'boolean', default: false, describe: 'Only tell what would happen to them; nothing changes' })
    .option('limit', {
      type: 'number',
      default: Number.POSITIVE_INFINITY,
      defaultDescription: 'all',
      describe: 'Objects or blobs to take at most',
    })
    .option('reason', {
      type: 'string',
      array: true,
      choices: refusals,
      defaultDescription: 'all',
      describe: 'security-lake: only what was refused for this reason; may be repeated',
    })
    .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
    .check(({ limit }) => limit >= 1 || '--limit must be 1 or more.')
    .epilogue(
      'Safe to stop at any moment (Ctrl-C finishes what is in hand). What is refused again is kept again with its present reason.\nExits with 1 when something could not be taken back.',
    );
}

const refusals: readonly ParkingReason[] = parkingReasons.filter(reason => reason !== 'Undelivered');

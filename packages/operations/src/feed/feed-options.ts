import type { UserValueName } from '@audit-bridge/config';
import type { Argv } from 'yargs';

export interface FeedArguments {
  readonly count: number;
  readonly seed: number;
  readonly hours: number;
  readonly unmappable: number;
  readonly yes: boolean;
}

export const neededToFeed: readonly UserValueName[] = ['awsAccountId', 'azureTenantId', 'azureSubscriptionId', 'azureSubscriptionIds'];

export function feedOptions(command: Argv): Argv<FeedArguments> {
  return command
    .option('count', { type: 'number', default: 1_000, describe: 'Records to send' })
    .option('seed', {
      type: 'number',
      defaultDescription: 'by the time of day',
      default: Math.floor(Date.now() / 1000),
      describe: 'Same seed, same events',
    })
    .option('hours', { type: 'number', default: 1, describe: 'The records tell of the last so many hours' })
    .option('unmappable', { type: 'number', default: 0.01, describe: 'Share of records that must be refused, to see what becomes of them' })
    .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
    .check(({ count, hours, unmappable }) => {
      if (!Number.isSafeInteger(count) || count < 1) return '--count takes a whole number, 1 or more.';
      if (!(hours > 0)) return '--hours must be more than 0.';
      return (unmappable >= 0 && unmappable <= 1) || '--unmappable must be from 0 to 1.';
    })
    .epilogue("Only for environments whose source is 'generated'; never for production.");
}

import { startTimeBefore } from '@audit-bridge/sample-records';
import { isAccountInput } from '../access-keys/account-input';
import type { AccountSource } from '../access-keys/iam-account';
import { once } from '../clouds/once';
import type { LocalOptions } from '../command-line';
import { InputError, inputSource } from '../input';
import { type GeneratedSourceOptions, generatedSource, sampleRecordsOptions } from '../records/generated-source';
import type { RecordSource } from '../records/record-source';

/** What the pipelines of a run read. Each input is opened once, by the first pipeline that asks for it. */
export interface RunInputs {
  activityLog(): Promise<RecordSource>;
  accounts(): Promise<AccountSource>;
}

/**
 * Gives each pipeline the files that are meant for it; one without a file takes what is generated for it.
 *
 * @throws {InputError} for a file that none of the chosen pipelines reads, or that cannot be read
 */
export async function openInputs(options: LocalOptions): Promise<RunInputs> {
  const files = await sortFiles(options);
  return {
    activityLog: once(async () =>
      files.activityLog.length > 0 ? inputSource(files.activityLog) : generatedSource(generatedSourceOptions(options)),
    ),
    accounts: once(async () => {
      if (files.accounts.length > 0) return (await import('../access-keys/account-input')).accountInput(files.accounts);
      return (await import('../access-keys/sample-accounts')).sampleAccounts(options.users);
    }),
  };
}

interface SortedFiles {
  readonly activityLog: readonly string[];
  readonly accounts: readonly string[];
}

async function sortFiles({ input, pipelines }: LocalOptions): Promise<SortedFiles> {
  const readers = pipelines.filter(name => name !== 'access-keys');
  // Whatever is wrong with a file, the one pipeline that was asked for it says so best.
  if (readers.length === 0) return { activityLog: [], accounts: input };
  const areAccounts = await Promise.all(input.map(isAccountInput));
  const accounts = input.filter((_, index) => areAccounts[index]);
  const [first] = accounts;
  if (first !== undefined && !pipelines.includes('access-keys')) {
    throw new InputError(first, `is an export of IAM, which access-keys reads; ${readers.join(' and ')} read the activity log.`);
  }
  return { activityLog: input.filter((_, index) => !areAccounts[index]), accounts };
}

const hourMilliseconds = 3_600_000;
/** The generator's own spread, and how long a record may be on its way. */
const recordsPerHour = 1_000;
const mostHoursUnderWay = 1;

/** CloudWatch Logs takes nothing older than 14 days, and who looks into a kept run asks for the last hours; otherwise a seed gives the same events on any day. */
function generatedSourceOptions({ records: count, seed, destination, keep }: LocalOptions): GeneratedSourceOptions {
  if (keep) {
    const hours = Math.ceil(count / recordsPerHour) + mostHoursUnderWay;
    const { startTime: _chosen, ...options } = sampleRecordsOptions({ count, seed });
    const end = { untilMilliseconds: Date.now(), spanMilliseconds: hours * hourMilliseconds, stepMilliseconds: hourMilliseconds };
    return { count, seed, startTime: startTimeBefore(options, end) };
  }
  if (destination === 'cloudtrail-lake') return { count, seed };
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  return { count, seed, startTime: `${yesterday}T00:00:00Z` };
}

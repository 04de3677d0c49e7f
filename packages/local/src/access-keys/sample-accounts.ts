import { SeededRandom } from '@audit-bridge/sample-records/seeded-random';
import { testAccountId } from '../emulators/test-account';
import type { AccountSource, IamAccessKey, IamAccount, IamUser } from './iam-account';
import { specialUsers } from './sample-users';

/** Of the users, so many live in the second account, which is read through a role. */
const memberShare = 0.15;
const memberAccountId = '210987654321';
const keySeed = 6;
const dayMilliseconds = 86_400_000;

const teams = ['billing', 'data', 'delivery', 'platform', 'research', 'security', 'web'] as const;
const jobs = ['backup', 'build', 'deploy', 'export', 'import', 'monitor', 'report', 'sync'] as const;
const services = ['s3', 'ec2', 'sts', 'iam', 'dynamodb', 'sqs', 'logs', 'kms', 'lambda', 'secretsmanager'] as const;
const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-2'] as const;

/**
 * Two accounts with users of every kind: some with two keys, one or none; old, new, inactive and unused ones; a root user with a key. The same users in
 * every run. All times are midnights, counted back from a given day, so that ages in whole days do not depend on the hour of a run.
 *
 * @param userCount of both accounts together, at least ten: some users stand for what is rare and are always there
 */
export function sampleAccounts(userCount: number): AccountSource {
  return {
    description: `a sample of ${userCount.toLocaleString('en')} users in 2 accounts`,
    fingerprint: `sample ${userCount}`,
    notes: [],
    accounts: day => {
      const random = new SeededRandom(keySeed);
      const members = Math.max(1, Math.round(userCount * memberShare));
      const own = [...specialUsers.map(user => userOf(random, day, user))];
      while (own.length < userCount - members) own.push(randomUser(random, day, own.length));
      const others = Array.from({ length: members }, (_, index) => randomUser(random, day, index));
      return [account(testAccountId, 1, own), account(memberAccountId, 0, others)];
    },
  };
}

const account = (accountId: string, rootKeys: number, users: readonly IamUser[]): IamAccount => ({ accountId, rootKeys, users });

/** A key by its age; `lastUsedDaysAgo` is absent for one that nobody has used. */
export interface SampleKey {
  readonly ageDays: number;
  readonly lastUsedDaysAgo?: number;
  readonly status?: IamAccessKey['status'];
}

export interface SampleUser extends Pick<IamUser, 'name' | 'path' | 'tags'> {
  readonly keys: readonly SampleKey[];
}

function userOf(random: SeededRandom, day: string, { keys, ...user }: SampleUser): IamUser {
  const oldest = Math.max(0, ...keys.map(({ ageDays }) => ageDays));
  return { ...user, createDate: midnight(day, oldest + random.between(0, 400)), accessKeys: keys.map(key => keyOf(random, day, key)) };
}

function keyOf(random: SeededRandom, day: string, { ageDays, lastUsedDaysAgo, status = 'Active' }: SampleKey): IamAccessKey {
  const key: IamAccessKey = { id: keyId(random), status, createDate: midnight(day, ageDays) };
  if (lastUsedDaysAgo === undefined) return key;
  const service = random.pickRanked(services);
  // Global services tell no Region of their own.
  const region = service === 'iam' ? 'us-east-1' : random.pickRanked(regions);
  return { ...key, lastUsed: { date: midnight(day, lastUsedDaysAgo), region, service } };
}

function randomUser(random: SeededRandom, day: string, number: number): IamUser {
  const team = random.pick(teams);
  const name = `${team}-${random.pick(jobs)}-${number}`;
  const keyCount = random.pick([0, 1, 1, 1, 1, 2, 2]);
  const keys = Array.from({ length: keyCount }, () => randomKey(random));
  return userOf(random, day, { name, path: random.chance(0.6) ? '/' : `/${team}/`, keys });
}

function randomKey(random: SeededRandom): SampleKey {
  // Most keys are young, and a few are as old as the account.
  const ageDays = Math.floor((random.between(0, 1_000) / 1_000) ** 6 * 2_500);
  const status = random.chance(0.12) ? ('Inactive' as const) : undefined;
  const isUsed = random.chance(0.85);
  const lastUsedDaysAgo = Math.min(ageDays, random.chance(0.7) ? random.between(0, 5) : random.between(0, ageDays));
  return { ageDays, ...(isUsed ? { lastUsedDaysAgo } : {}), ...(status === undefined ? {} : { status }) };
}

const keyIdCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const keyId = (random: SeededRandom) => `AKIA${Array.from({ length: 16 }, () => random.pick([...keyIdCharacters])).join('')}`;

const midnight = (day: string, daysAgo: number) => new Date(Date.parse(`${day}T00:00:00Z`) - daysAgo * dayMilliseconds).toISOString();

import type { IamAccount, IamUser } from '@audit-bridge/local/access-keys/iam-account';
import type { ProxyFault } from '@audit-bridge/local/emulators/fault-proxy';
import type { IngestionFault } from '@audit-bridge/local/emulators/ingestion-faults';
import type { Crash } from '../../emulated/crash-plan';
import { Random } from '../../simulator/random';

/** What one schedule meets; its number decides everything but the time that things take. */
export interface Schedule {
  readonly number: number;
  /** What the member accounts hold in each attempt, the last one without a fault. */
  readonly states: readonly (readonly IamAccount[])[];
  readonly crashes: readonly Crash[];
  /** Of the first requests to IAM and KMS; undefined: it passes. */
  readonly awsFaults: readonly (ProxyFault | undefined)[];
  /** Of the first sessions of member accounts. */
  readonly sessionFaults: readonly (ProxyFault | undefined)[];
  /** Of the first requests of the ingestion. */
  readonly ingestionFaults: readonly (IngestionFault | undefined)[];
  /** The first attempt is made twice at once. */
  readonly isDoubled: boolean;
}

const day = 86_400_000;
/** As many as Lambda makes of an asynchronous invocation. */
const attempts = 3;

export function drawSchedule(number: number, now: number): Schedule {
  const random = new Random(number);
  const accountIds = Array.from({ length: random.integer(1, 2) }, (_, index) => String(200_000_000_000 + number * 10 + index));
  const states = [accountIds.map(accountId => drawAccount(random, accountId, now))];
  while (states.length <= attempts)
    states.push((states.at(-1) ?? []).map(account => (random.chance(0.5) ? change(random, account, now) : account)));
  return {
    number,
    states,
    crashes: Array.from({ length: random.pick([1, 1, 2]) }, () => ({
      functionName: 'access-key-report',
      // The first ones get credentials and the hash key, later ones read and report.
      request: random.integer(1, 25),
      when: random.pick(['before', 'after'] as const),
    })),
    awsFaults: Array.from({ length: 30 }, () => (random.chance(0.1) ? random.pick(awsFaults) : undefined)),
    sessionFaults: Array.from({ length: 2 }, () => (random.chance(0.25) ? accessDenied : undefined)),
    ingestionFaults: Array.from({ length: 4 }, () => (random.chance(0.4) ? drawIngestionFault(random) : undefined)),
    isDoubled: random.chance(0.3),
  };
}

function drawAccount(random: Random, accountId: string, now: number): IamAccount {
  const users = Array.from({ length: random.integer(0, 5) }, (_, index) => drawUser(random, `user+${index}@example`, now));
  return { accountId, rootKeys: random.integer(0, 1), users };
}

function drawUser(random: Random, name: string, now: number): IamUser {
  const createDate = new Date(now - random.integer(0, 900) * day - day);
  createDate.setUTCMilliseconds(0);
  const accessKeys = Array.from({ length: random.pick([1, 1, 2]) }, () => ({
    id: `AKIA${Array.from({ length: 16 }, () => random.pick([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'])).join('')}`,
    status: random.pick(['Active', 'Inactive'] as const),
    createDate: createDate.toISOString(),
    ...(random.chance(0.5) && { lastUsed: { date: createDate.toISOString(), region: 'eu-west-1', service: 's3' } }),
  }));
  return { name, path: random.pick(['/', '/team/']), createDate: createDate.toISOString(), accessKeys };
}

/** Somebody comes or goes between two attempts. */
function change(random: Random, account: IamAccount, now: number): IamAccount {
  const { users } = account;
  const isComing = users.length === 0 || random.chance(0.5);
  const number = String(random.integer(0, 1_000_000));
  return { ...account, users: isComing ? [...users, drawUser(random, `user=${number}`, now)] : users.slice(1) };
}

const xml = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>Injected.</Message></Error></ErrorResponse>`;
const headers = { 'content-type': 'text/xml' };

const accessDenied: ProxyFault = { kind: 'refuse', status: 403, headers, body: xml('AccessDenied') };

const awsFaults: readonly ProxyFault[] = [
  { kind: 'refuse', status: 400, headers, body: xml('Throttling') },
  { kind: 'refuse', status: 500, headers, body: xml('ServiceFailure') },
  { kind: 'reset' },
  { kind: 'lostAnswer' },
];

function drawIngestionFault(random: Random): IngestionFault {
  const third = random.integer(0, 2);
  return random.pick<IngestionFault>([
    { kind: 'refuse', status: 429, code: 'TooManyRequests', retryAfter: '0' },
    { kind: 'refuse', status: 503, code: 'ServiceUnavailable' },
    { kind: 'refuse', status: 403, code: 'OperationFailed' },
    { kind: 'refuse', status: 413, code: 'ContentLengthLimitExceeded' },
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'lose-rows', rows: (_, index) => index % 3 === third },
    { kind: 'hold-rows', rows: (_, index) => index % 3 !== third },
  ]);
}

export function describeSchedule({ awsFaults: aws, crashes, ingestionFaults, isDoubled, sessionFaults }: Schedule): string {
  const count = (faults: readonly unknown[]) => faults.filter(fault => fault !== undefined).length;
  return [
    ...crashes.map(({ request, when }) => `the function crashes ${when} request ${request}`),
    `${count(aws)} requests to AWS fail`,
    `${count(sessionFaults)} sessions are denied`,
    ...ingestionFaults.flatMap(fault => (fault === undefined ? [] : [`the ingestion: ${'status' in fault ? fault.status : fault.kind}`])),
    ...(isDoubled ? ['an invocation comes twice'] : []),
  ].join(', ');
}

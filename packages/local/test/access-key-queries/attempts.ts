import type { ReportRecord } from '@audit-bridge/access-key-records';

export interface Attempt {
  readonly run: string;
  /** @default the run's only one */
  readonly attempt?: string;
  readonly at: string;
  /** The keys of each account: `user/key`. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /** Accounts whose closing record was sent. @default all */
  readonly closed?: readonly string[];
  /** Keys whose rows never came. */
  readonly lost?: readonly string[];
}

/** What arrives of an attempt of the report. */
export function recordsOf({
  run,
  attempt = `of ${run}`,
  at,
  accounts,
  closed = Object.keys(accounts),
  lost = [],
}: Attempt): readonly ReportRecord[] {
  const every = { TimeGenerated: at, loggedDate: at, RunId_s: run, AttemptId_s: attempt };
  const rows = Object.entries(accounts).flatMap(([account_number_s, keys]) =>
    keys
      .filter(key => !lost.includes(key))
      .map((key): ReportRecord => {
        const [user = '', id = ''] = key.split('/');
        const off = id.endsWith('-off');
        return {
          ...every,
          RecordType_s: 'AccessKey',
          account_number_s,
          user_s: user,
          UserArn_s: `arn:aws:iam::${account_number_s}:user/${user}`,
          IsRoot_b: false,
          AccessKeyId_s: `AKIA...${id}`,
          KeyUid_s: key.replace('-off', ''),
          Status_s: off ? 'Inactive' : 'Active',
          CreateDate_t: '2026-01-31T10:00:00Z',
          KeyAgeDays_d: 290,
          NeverUsed_b: true,
          Region_s: 'N/A',
          ServiceName_s: 'N/A',
        };
      }),
  );
  const closings = closed.map(
    (account_number_s): ReportRecord => ({
      ...every,
      RecordType_s: 'RunCompleted',
      account_number_s,
      ExpectedRows_d: accounts[account_number_s]?.length ?? 0,
      ExpectedAccounts_d: Object.keys(accounts).length,
    }),
  );
  return [...rows, ...closings];
}

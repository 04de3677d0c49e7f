import type { TableOptions } from '../access-key-query';
import { latestSnapshot, type Source, snapshots } from '../snapshots';
import { statements } from '../statements';

/** `{TimeRange}` becomes `> ago(30d)` or `between (... .. ...)`: https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-time */
export const inTimeRange = 'TimeGenerated {TimeRange}';

/** `{Account}` becomes `'123456789012','210987654321'`, or `'*'` for all. */
export const ofChosenAccounts = '"*" in ({Account}) or account_number_s in ({Account})';

/** Days, without a unit. */
export const maxKeyAgeDays = '{MaxKeyAgeDays}';

const day = 24 * 60 * 60 * 1000;

/** What a reader chooses. The ids are the parameters' own for ever: a reader's choice is kept by them. */
export const parameters = (options: TableOptions, days: number, workspace: object) => [
  {
    id: '5b1f6c1e-3f0e-4f0a-9f3c-6a1f2d7c0b01',
    version: 'KqlParameterItem/1.0',
    name: 'TimeRange',
    label: 'Time range',
    description: 'The latest complete snapshot of it is shown: choose an earlier end to look back.',
    type: 4,
    isRequired: true,
    value: { durationMs: 30 * day },
    typeSettings: { selectableValues: [2, 7, 30, 90, 365].map(days => ({ durationMs: days * day })), allowCustom: true },
  },
  {
    id: '5b1f6c1e-3f0e-4f0a-9f3c-6a1f2d7c0b02',
    version: 'KqlParameterItem/1.0',
    name: 'Account',
    label: 'AWS account',
    type: 2,
    isRequired: true,
    multiSelect: true,
    quote: "'",
    delimiter: ',',
    query: accounts({ ...options, period: inTimeRange }),
    typeSettings: { additionalResourceOptions: ['value::all'], selectAllValue: '*', showDefault: false },
    defaultValue: 'value::all',
    value: ['value::all'],
    timeContextFromParameter: 'TimeRange',
    ...workspace,
  },
  {
    id: '5b1f6c1e-3f0e-4f0a-9f3c-6a1f2d7c0b03',
    version: 'KqlParameterItem/1.0',
    name: 'MaxKeyAgeDays',
    label: 'Old after (days)',
    type: 2,
    isRequired: true,
    value: String(days),
    jsonData: JSON.stringify(
      [...new Set([30, 60, 90, 180, 365, days])]
        .sort((one, other) => one - other)
        .map(value => ({ value: String(value), label: String(value) })),
    ),
    typeSettings: { additionalResourceOptions: [], showDefault: false },
  },
];

const accounts = (source: Source) =>
  statements(
    snapshots(source),
    latestSnapshot,
    `accountsOfAttempts
| lookup kind=inner latestSnapshot on RunId_s, AttemptId_s
| distinct account_number_s
| sort by account_number_s asc`,
  );

import type { TableOptions } from '../access-key-query';
import { createdBefore, keyColumns, oldestFirst } from '../key-columns';
import { keysByMonth } from '../saved-searches/creation-trend';
import { lastUses } from '../saved-searches/keys-by-service-and-region';
import { activeKeysOfUsers } from '../saved-searches/users-with-two-active-keys';
import { keysOfLatestSnapshot } from '../snapshots';
import { statements } from '../statements';
import { heat, hidden, marked, table, time, yesOrNo } from './columns';
import { noSnapshot, type QueryItem } from './items';
import { inTimeRange, maxKeyAgeDays, ofChosenAccounts } from './parameters';
import { tiles } from './tiles';

/** Everything that is asked of the keys of the latest complete snapshot, from the most urgent to the rest. */
export function keyItems(options: TableOptions): readonly QueryItem[] {
  const ofKeys = (expression: string) =>
    statements(keysOfLatestSnapshot({ ...options, period: inTimeRange, keyCondition: ofChosenAccounts }), expression);
  return [
    tiles(ofKeys),
    {
      name: 'old-keys',
      title: 'Which keys are older than {MaxKeyAgeDays} days?',
      query: ofKeys(oldKeys),
      visualization: 'table',
      settings: table([
        marked(
          'Verdict',
          'colors',
          [
            { value: 'far too old', representation: 'redDark' },
            { value: 'much too old', representation: 'redBright' },
          ],
          'orange',
        ),
        heat('AgeDays', 'yellowOrangeRed'),
        yesOrNo('NeverUsed', 'warning', 'success'),
        ...times,
      ]),
      noDataMessage: 'No key is older.',
    },
    {
      name: 'creation-trend',
      title: 'How were keys created over time?',
      query: ofKeys(`${keysByMonth}\n| project Month, StillActive, NotActive = Keys - StillActive\n| sort by Month asc`),
      visualization: 'barchart',
      settings: {
        chartSettings: {
          xAxis: 'Month',
          yAxis: ['StillActive', 'NotActive'],
          seriesLabelSettings: [
            { seriesName: 'StillActive', label: 'Still active', color: 'blue' },
            { seriesName: 'NotActive', label: 'Not active any more', color: 'gray' },
          ],
        },
      },
      noDataMessage: noSnapshot,
    },
    lastUseChart('service', 'Service', ofKeys),
    lastUseChart('region', 'Region', ofKeys),
    {
      name: 'users-with-two-active-keys',
      title: 'Users with two active keys',
      query: ofKeys(`${activeKeysOfUsers}\n| sort by OldestKeyDays desc, Account asc, User asc`),
      visualization: 'table',
      settings: table([heat('OldestKeyDays', 'yellowOrangeRed'), time('LastUsed'), hidden('SnapshotTime')]),
      noDataMessage: 'No user has two.',
    },
    {
      name: 'unused-keys',
      title: 'Keys that were never used',
      query: ofKeys(`keys\n| where NeverUsed_b\n| ${keyColumns}\n| ${oldestFirst}`),
      visualization: 'table',
      settings: table([heat('AgeDays', 'yellowOrangeRed'), ...times, hidden('NeverUsed'), hidden('LastService'), hidden('LastRegion')]),
      noDataMessage: 'Every key was used.',
    },
    {
      name: 'inactive-keys',
      title: 'Inactive keys, which can be deleted',
      query: ofKeys(`keys\n| where Status_s == "Inactive"\n| ${keyColumns}\n| ${oldestFirst}`),
      visualization: 'table',
      settings: table([heat('AgeDays', 'yellowOrangeRed'), ...times, hidden('Status')]),
      noDataMessage: 'No key is inactive.',
    },
    {
      name: 'root-user-keys',
      title: 'Access keys of root users',
      query: ofKeys('keys\n| where IsRoot_b\n| summarize RootKeys = count() by Account = account_number_s\n| sort by Account asc'),
      visualization: 'table',
      settings: table([heat('RootKeys', 'redBright')]),
      noDataMessage: 'No root user has an access key, as it should be.',
    },
  ];
}

const times = [time('Created'), time('LastUsed'), hidden('SnapshotTime'), hidden('KeyUid')];

const oldKeys = `keys
| ${createdBefore(maxKeyAgeDays)}
| ${keyColumns}
| extend Verdict = case(Created < SnapshotTime - 4 * ${maxKeyAgeDays}d, "far too old", Created < SnapshotTime - 2 * ${maxKeyAgeDays}d, "much too old", "too old")
| project Verdict, Account, User, AccessKey, Status, AgeDays, Created, LastUsed, DaysSinceLastUse, NeverUsed, LastService, LastRegion, SnapshotTime, KeyUid
| ${oldestFirst}`;

const lastUseChart = (name: string, column: 'Service' | 'Region', ofKeys: (expression: string) => string): QueryItem => ({
  name: `keys-by-${name}`,
  title: `Keys by ${name} of their last use`,
  query: ofKeys(`${lastUses}\n| summarize Keys = count() by ${column}\n| sort by Keys desc, ${column} asc`),
  visualization: 'categoricalbar',
  settings: { chartSettings: { xAxis: column, yAxis: ['Keys'] } },
  noDataMessage: noSnapshot,
  width: 50,
});

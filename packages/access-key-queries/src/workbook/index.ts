import type { QueryOptions, TableOptions } from '../access-key-query';
import { accountsOfLatestRuns } from '../saved-searches/snapshot-health';
import { changes, changesForPeople } from '../saved-searches/what-changed';
import { snapshots } from '../snapshots';
import { statements } from '../statements';
import { hidden, marked, table, time, yesOrNo } from './columns';
import { askWorkspace, heading, type QueryItem, queryItem } from './items';
import { keyItems } from './key-items';
import { inTimeRange, ofChosenAccounts, parameters } from './parameters';

export interface WorkbookOptions extends QueryOptions {
  /** The workspace of the table; may be a token of Terraform. */
  readonly workspaceResourceId: string;
}

/**
 * The dashboard, as Azure Monitor keeps it (`serializedData`, to be written as JSON). Equal options give equal bytes.
 *
 * @see https://github.com/microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json
 */
export function workbook({ maxKeyAgeDays, workspaceResourceId, ...table }: WorkbookOptions) {
  const workspace = askWorkspace(workspaceResourceId);
  return {
    version: 'Notebook/1.0',
    items: [
      heading('introduction', introduction),
      {
        type: 9,
        content: {
          version: 'KqlParameterItem/1.0',
          style: 'pills',
          ...workspace,
          parameters: parameters(table, maxKeyAgeDays, workspace),
        },
        name: 'parameters',
      },
      ...[...keyItems(table), whatChanged(table), health(table)].map(item => queryItem(item, workspace)),
    ],
    fallbackResourceIds: [workspaceResourceId],
    $schema: 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json',
  };
}

const introduction = `# AWS access keys

Everything below stands for the latest **complete** snapshot of the chosen time range: one in which every account reported as many keys as it has. Key ids are masked.`;

const whatChanged = (options: TableOptions): QueryItem => ({
  name: 'what-changed',
  title: 'What changed since the snapshot before',
  query: statements(
    changes({ ...options, period: inTimeRange, keyCondition: ofChosenAccounts }),
    `${changesForPeople}
| sort by Change asc, Account asc, User asc, KeyUid asc`,
  ),
  visualization: 'table',
  settings: table([
    marked(
      'Change',
      'colors',
      [
        { value: 'Added', representation: 'orange' },
        { value: 'Activated', representation: 'orange' },
        { value: 'Removed', representation: 'green' },
        { value: 'Deactivated', representation: 'green' },
      ],
      'gray',
    ),
    ...['Created', 'LastUsed', 'Since', 'Until'].map(time),
    hidden('KeyUid'),
  ]),
  noDataMessage: 'Nothing changed, or there is no earlier snapshot in this time range.',
});

const health = (options: TableOptions): QueryItem => ({
  name: 'snapshot-health',
  title: 'Health of the latest runs',
  query: statements(
    snapshots({ ...options, period: inTimeRange }),
    `${accountsOfLatestRuns}
| sort by AttemptTime desc, Attempt asc, Account asc`,
  ),
  visualization: 'table',
  settings: table([
    time('AttemptTime'),
    yesOrNo('AccountComplete', 'success', 'critical'),
    yesOrNo('SnapshotComplete', 'success', 'critical'),
    hidden('Attempt'),
  ]),
  noDataMessage: 'No run at all in this time range: look at the alarms of the function.',
});

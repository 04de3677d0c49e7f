import type { QueryOptions } from '../access-key-query';
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
export function workbook({ tableName, maxKeyAgeDays, workspaceResourceId }: WorkbookOptions) {
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
          parameters: parameters(tableName, maxKeyAgeDays, workspace),
        },
        name: 'parameters',
      },
      ...[...keyItems(tableName), whatChanged(tableName), health(tableName)].map(item => queryItem(item, workspace)),
    ],
    fallbackResourceIds: [workspaceResourceId],
    $schema: 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json',
  };
}

const introduction = `# AWS access keys

Everything below stands for the latest **complete** snapshot of the chosen time range: one in which every account reported as many keys as it has. Key ids are masked.`;

const whatChanged = (tableName: string): QueryItem => ({
  name: 'what-changed',
  title: 'What changed since the snapshot before',
  query: statements(
    changes({ tableName, period: inTimeRange, keyCondition: ofChosenAccounts }),
    `${changesForPeople}
| sort by Change asc, Account asc, User asc, KeyUid asc`,
  ),
  visualization: 'table',
  settings: table([
    marked(
      'Change',
      'icons',
      [
        { value: 'Added', representation: 'Add' },
        { value: 'Removed', representation: 'Delete' },
        { value: 'Activated', representation: 'success' },
        { value: 'Deactivated', representation: 'stopped' },
      ],
      'info',
    ),
    ...['Created', 'LastUsed', 'Since', 'Until'].map(time),
    hidden('KeyUid'),
  ]),
  noDataMessage: 'Nothing changed, or there is no earlier snapshot in this time range.',
});

const health = (tableName: string): QueryItem => ({
  name: 'snapshot-health',
  title: 'Health of the latest runs',
  query: statements(
    snapshots({ tableName, period: inTimeRange }),
    `${accountsOfLatestRuns}
| sort by AttemptTime desc, Attempt asc, Account asc`,
  ),
  visualization: 'table',
  settings: table([
    time('AttemptTime'),
    yesOrNo('AccountComplete', 'success', 'error'),
    yesOrNo('SnapshotComplete', 'success', 'error'),
    hidden('Attempt'),
  ]),
  noDataMessage: 'No run at all in this time range: look at the alarms of the function.',
});

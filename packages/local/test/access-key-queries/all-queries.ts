import { type AccessKeyQuery, alertQueries, savedSearches, workbook } from '@audit-bridge/access-key-queries';

export const tableName = 'AwsAccessKeys_CL';
const options = { tableName, maxKeyAgeDays: 90 };

type NamedQuery = Pick<AccessKeyQuery, 'name' | 'kusto'>;

/** As a reader's choices fill it in: https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-parameters */
const chosen: Readonly<Record<string, string>> = { TimeRange: '> ago(30d)', Account: "'*'", MaxKeyAgeDays: '90' };

export const filledIn = (query: string, choices: Readonly<Record<string, string>> = {}) =>
  query.replaceAll(/\{(\w+)\}/g, (reference, name: string) => ({ ...chosen, ...choices })[name] ?? reference);

/** Every query of the workbook, wherever it stands in it, as it stands there. */
export const workbookQueries: readonly NamedQuery[] = queriesIn(workbook({ ...options, workspaceResourceId: '/workspaces/reports' }), '');

/** Everything that the project asks Azure Monitor. */
export const allQueries: readonly NamedQuery[] = [
  ...savedSearches(options).map(({ name, kusto }) => ({ name: `saved search ${name}`, kusto })),
  ...alertQueries(options).map(({ name, kusto }) => ({ name: `alert ${name}`, kusto })),
  ...workbookQueries.map(({ name, kusto }) => ({ name: `workbook ${name}`, kusto: filledIn(kusto) })),
];

export function kustoOf(name: string): string {
  const query = allQueries.find(candidate => candidate.name === name);
  if (query === undefined) throw new Error(`No query is named ${name}.`);
  return query.kusto;
}

function queriesIn(value: unknown, name: string): readonly NamedQuery[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = value as Readonly<Record<string, unknown>>;
  const ownName = typeof members.name === 'string' ? members.name : name;
  const own = typeof members.query === 'string' ? [{ name: ownName, kusto: members.query }] : [];
  return [...own, ...Object.values(members).flatMap(member => queriesIn(member, ownName))];
}

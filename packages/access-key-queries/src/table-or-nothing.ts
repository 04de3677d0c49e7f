/**
 * A table that Azure makes with its first row, and its columns with the first values: until then, a query that names it fails, and a rule whose query
 * fails for a week is disabled (https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-troubleshoot-log). A fuzzy union passes over a table
 * that is not there, and its empty leg has every column: https://learn.microsoft.com/kusto/query/union-operator
 */
export const tableOrNothing = (name: string, columns: readonly { readonly name: string; readonly type: string }[]) =>
  `union isfuzzy=true (datatable(${columns.map(column => `${column.name}:${column.type}`).join(', ')})[]), ${name}`;

import { accessKeyColumns, type ColumnName } from '@audit-bridge/access-key-records';

/** A scalar type of Kusto, as far as our tables and queries have it. */
export const scalarTypes = ['bool', 'datetime', 'dynamic', 'int', 'long', 'real', 'string', 'timespan'] as const;
export type ScalarType = (typeof scalarTypes)[number];

export interface Column {
  readonly name: string;
  readonly type: ScalarType;
}

export interface KustoTable {
  readonly name: string;
  readonly columns: readonly Column[];
}

const typeNames = { boolean: 'bool', datetime: 'datetime', real: 'real', string: 'string' } as const;

/** The custom table of the records, and what every table has besides. */
export const accessKeyTable = (name: string, missing: readonly ColumnName[] = []): KustoTable => ({
  name,
  columns: [
    ...Object.entries(accessKeyColumns)
      .filter(([column]) => !missing.some(other => other === column))
      .map(([column, { type }]) => ({ name: column, type: typeNames[type] })),
    ...standardColumns,
  ],
});

/** https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns */
const standardColumns: readonly Column[] = ['TenantId', 'Type', '_ResourceId', '_SubscriptionId'].map(name => ({ name, type: 'string' }));

/** https://learn.microsoft.com/azure/azure-monitor/reference/tables/dcrlogerrors */
export const dcrLogErrors: KustoTable = {
  name: 'DCRLogErrors',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    ...['ClientRequestId', 'CorrelationId', 'InputStreamId', 'Message', 'OperationName', 'SourceSystem'].map(
      name => ({ name, type: 'string' }) as const,
    ),
    ...standardColumns,
  ],
};

/**
 * The lines of a function app, as its Application Insights component shows them to an alert: of the columns those that queries here read.
 * https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete
 */
export const traces: KustoTable = {
  name: 'traces',
  columns: [
    { name: 'timestamp', type: 'datetime' },
    { name: 'message', type: 'string' },
    { name: 'severityLevel', type: 'int' },
    { name: 'operation_Name', type: 'string' },
    { name: 'operation_Id', type: 'string' },
  ],
};

/** What the queries may read in a workspace. */
export const workspaceTables = (tableName: string, missing?: readonly ColumnName[]): readonly KustoTable[] => [
  accessKeyTable(tableName, missing),
  dcrLogErrors,
];

import { accessKeyColumns, type ColumnType } from './columns';

export interface DeclaredColumn {
  readonly name: string;
  readonly type: string;
}

/** Azure Monitor spells the same type differently in a table and in a stream declaration, in exactly these cases. */
const tableTypes: Readonly<Record<ColumnType, string>> = { boolean: 'boolean', datetime: 'dateTime', real: 'real', string: 'string' };

const columns = Object.entries(accessKeyColumns);

/** The columns of the custom table. */
export const tableColumns: readonly (DeclaredColumn & { readonly description: string })[] = columns.map(
  ([name, { type, description }]) => ({
    name,
    type: tableTypes[type],
    description,
  }),
);

/** The columns of the data collection rule's stream. */
export const streamColumns: readonly DeclaredColumn[] = columns.map(([name, { type }]) => ({ name, type }));

/** `Custom-AwsAccessKeys_CL`: the stream that a rule receives for a table. */
export const streamName = (tableName: string) => `Custom-${tableName}`;

/** `AwsAccessKeys`: the HTTP Data Collector API appends `_CL` itself. */
export const logType = (tableName: string) => tableName.replace(/_CL$/, '');

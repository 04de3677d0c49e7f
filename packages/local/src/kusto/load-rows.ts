import { type DuckDBAppender, type DuckDBConnection, DuckDBTimestampValue } from '@duckdb/node-api';
import { UnfitRowError } from './errors';
import type { Column, KustoTable } from './tables';
import { identifier, sqlTypes } from './translate/sql';

/** As JSON has it: a time is an ISO 8601 text. What is no column of the table is left out, as Azure Monitor does. */
export type Row = Readonly<Record<string, unknown>>;

/** @throws {UnfitRowError} when a value does not fit its column */
export async function loadRows(connection: DuckDBConnection, { name, columns }: KustoTable, rows: Iterable<Row>): Promise<void> {
  await connection.run(
    `CREATE TABLE ${identifier(name)} (${columns.map(column => `${identifier(column.name)} ${sqlTypes[column.type]}`).join(', ')})`,
  );
  const appender = await connection.createAppender(name);
  try {
    let number = 0;
    for (const row of rows) {
      number++;
      for (const column of columns) {
        if (!append(appender, column, row[column.name])) {
          throw new UnfitRowError(
            `Row ${number} of ${name}: ${column.name} takes a ${column.type}, not ${JSON.stringify(row[column.name])}.`,
          );
        }
      }
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

/** Whether the value fits. A text that is not there is empty. */
function append(appender: DuckDBAppender, { type }: Column, value: unknown): boolean {
  if (value === undefined || value === null) {
    if (type === 'string') appender.appendVarchar('');
    else appender.appendNull();
  } else if (type === 'string' && typeof value === 'string') appender.appendVarchar(value);
  else if (type === 'bool' && typeof value === 'boolean') appender.appendBoolean(value);
  else if (type === 'int' && Number.isInteger(value)) appender.appendInteger(Number(value));
  else if (type === 'real' && typeof value === 'number') appender.appendDouble(value);
  else if (type === 'datetime' && typeof value === 'string' && Number.isFinite(Date.parse(value))) {
    appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Date.parse(value)) * 1000n));
  } else return false;
  return true;
}

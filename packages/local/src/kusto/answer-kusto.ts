import type { ColumnName } from '@audit-bridge/access-key-records';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadRows, type Row } from './load-rows';
import { type Column, dcrLogErrors, type KustoTable, type ScalarType, workspaceTables } from './tables';
import type { TranslatedQuery } from './translate/query';
import { translateKusto } from './translate-kusto';

/** A datetime is an ISO 8601 text in UTC. A string is never null. */
export type Cell = string | number | boolean | null | readonly string[];

export interface KustoAnswer {
  readonly columns: readonly string[];
  /** Of the columns, in their order. */
  readonly types: readonly ScalarType[];
  /** In the order of the query, where it has one. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface AnswerOptions {
  /** What `now()` and `ago()` mean. */
  readonly now: Date;
  /** @default AwsAccessKeys_CL */
  readonly tableName?: string;
  /** Columns that the table does not have, because no record has brought them yet. @default none */
  readonly missingColumns?: readonly ColumnName[];
  /** What the data collection rule logged. @default nothing */
  readonly dcrLogErrors?: readonly Row[];
}

/**
 * Answers a Kusto query over the access key table, in memory, with DuckDB. A query is translated once, however often it is asked.
 *
 * This runs the query's logic, as we read Kusto's documentation; it does not prove how Azure Monitor runs it: its limits (time, memory, result size),
 * its ingestion (delay, dropped rows, TimeGenerated moved), what it does with ties, and each semantic rule that we may have read wrongly. A construct
 * whose meaning we are not sure of is refused.
 *
 * @throws {KustoProblemsError} when the language service finds errors in the query
 * @throws {UnsupportedKustoError} when the query has a construct that is not translated
 * @throws {UnfitRowError} when a value does not fit its column
 */
export async function answerKusto(kusto: string, rows: readonly Row[], options: AnswerOptions): Promise<KustoAnswer> {
  const [answer] = await answerAllKusto([kusto], rows, options);
  return answer as KustoAnswer;
}

/** Answers several queries over the same rows, which are loaded once. @see answerKusto */
export function answerAllKusto(queries: readonly string[], rows: readonly Row[], options: AnswerOptions): Promise<readonly KustoAnswer[]> {
  const { now, tableName = 'AwsAccessKeys_CL' } = options;
  const tables = workspaceTables(tableName, options.missingColumns);
  const rowsOf = (table: KustoTable) => (table === dcrLogErrors ? (options.dcrLogErrors ?? []) : rows);
  return answerOver(
    queries,
    tables.map(table => ({ table, rows: rowsOf(table) })),
    now,
  );
}

export interface FilledTable {
  readonly table: KustoTable;
  readonly rows: Iterable<Row>;
}

/** Answers several queries over any tables, each of which is loaded once. @param now what `now()` and `ago()` mean @see answerKusto */
export async function answerOver(queries: readonly string[], filled: readonly FilledTable[], now: Date): Promise<readonly KustoAnswer[]> {
  const tables = filled.map(({ table }) => table);
  const translated = queries.map(kusto => translateOnce(kusto, tables));
  // The rows are few: more threads only wait for one another.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const { rows, table } of filled) await loadRows(connection, table, rows);
    await connection.run(`SET VARIABLE kusto_now = TIMESTAMP '${now.toISOString().replace('T', ' ').replace('Z', '')}'`);
    const answers: KustoAnswer[] = [];
    for (const query of translated) answers.push(await ask(connection, query));
    return answers;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const translations = new Map<string, TranslatedQuery>();

function translateOnce(kusto: string, tables: readonly KustoTable[]): TranslatedQuery {
  const key = JSON.stringify([kusto, tables]);
  const translated = translations.get(key) ?? translateKusto(kusto, tables);
  translations.set(key, translated);
  return translated;
}

async function ask(connection: DuckDBConnection, { sql, columns }: TranslatedQuery): Promise<KustoAnswer> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowsJson().map(row => row.map((value, index) => cell(value, columns[index])));
  return { columns: columns.map(({ name }) => name), types: columns.map(({ type }) => type), rows };
}

const isNumber: ReadonlySet<ScalarType | undefined> = new Set(['int', 'long', 'real', 'timespan']);

/** DuckDB writes whole numbers of 64 bits as text. */
const cell = (value: unknown, column: Column | undefined): Cell =>
  value !== null && isNumber.has(column?.type) ? Number(value) : (value as Cell);

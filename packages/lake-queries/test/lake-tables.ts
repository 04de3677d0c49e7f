import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { deduplicatedViewSql, duckDbMacros, type LakeQuery, type LakeTables, lakeColumns, type Period } from '../src';

/** The columns that the queries read into, as far as they read; the others are texts here. */
const structs: Readonly<Record<string, string>> = {
  time: 'BIGINT',
  time_dt: 'TIMESTAMP',
  activity_id: 'INTEGER',
  status_id: 'INTEGER',
  metadata: 'STRUCT(uid VARCHAR, correlation_uid VARCHAR, log_name VARCHAR, version VARCHAR)',
  actor: 'STRUCT("user" STRUCT(name VARCHAR, uid VARCHAR), invoked_by VARCHAR)',
  api: 'STRUCT(operation VARCHAR, response STRUCT(error VARCHAR))',
  resources: 'STRUCT(uid VARCHAR)[]',
  cloud: 'STRUCT(account STRUCT(uid VARCHAR), region VARCHAR)',
  src_endpoint: 'STRUCT(ip VARCHAR, svc_name VARCHAR, "domain" VARCHAR)',
  unmapped: 'MAP(VARCHAR, VARCHAR)',
};

export type Row = Readonly<Record<string, unknown>>;

export interface TestLake {
  /** Answers a query; times as text. */
  ask(query: LakeQuery, period: Period): Promise<readonly Readonly<Record<string, unknown>>[]>;
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): void;
}

export const tables: LakeTables = { azure: 'azure', cloudTrail: 'cloudtrail', azureDeduplicated: '"azure_deduplicated"' };

/** Both clouds' tables as partitioned parquet, read as Athena sees them. */
export async function createTestLake(azure: readonly Row[], cloudTrail: readonly Row[]): Promise<TestLake> {
  const folder = mkdtempSync(join(tmpdir(), 'lake-queries-test-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const macro of duckDbMacros) await connection.run(macro);
  await writeTable(connection, folder, 'azure', azure);
  await writeTable(connection, folder, 'cloudtrail', cloudTrail);
  await connection.run(deduplicatedViewSql(tables));
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  return {
    rows,
    ask: (query, period) => rows(query.sql(tables, period)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true });
    },
  };
}

const partitions = ['region', 'accountid', 'eventday'];

async function writeTable(connection: DuckDBConnection, folder: string, name: string, rows: readonly Row[]): Promise<void> {
  const lines = join(folder, `${name}.jsonl`);
  const parquet = join(folder, name);
  mkdirSync(parquet);
  writeFileSync(lines, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
  const columns = lakeColumns.map(column => `${column}: '${structs[column] ?? 'VARCHAR'}'`).join(', ');
  await connection.run(
    `COPY (FROM read_json('${lines}', format = 'newline_delimited', columns = {${columns}})) TO '${parquet}' (FORMAT parquet, PARTITION_BY (${partitions}))`,
  );
  await connection.run(
    `CREATE VIEW ${name} AS FROM read_parquet('${parquet}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`,
  );
}

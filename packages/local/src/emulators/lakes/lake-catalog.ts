import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { activityColumns } from '@audit-bridge/constructs/pipelines/security-lake/activity-columns';
import { deduplicatedViewName, deduplicatedViewSql, lakeTableName } from '@audit-bridge/lake-queries';
import { DuckDbSql, type SqlAnswer } from './duckdb-sql';
import { duckDbType } from './duckdb-type';

export interface LakeCatalogProps {
  /** Takes the lake's files as the job writes them: `region=.../accountId=.../eventDay=.../*.parquet`. It may be absent, and grows. */
  readonly folder: string;
  /** As the stack names it. */
  readonly database: string;
  /** What stands in `"$path"` in the folder's place: `s3://<bucket>/<prefix>`. */
  readonly location: string;
}

const ocsfVersion = '1.1.0';
const partitions = ['region', 'accountid', 'eventday'];

/** The database of the pipeline `security-lake` over a folder: its table and its view, as Athena shows them. Open it for one question: the folder grows. */
export class LakeCatalog {
  private constructor(
    private readonly sql: DuckDbSql,
    /** Of all files: what a query without any partition would scan. */
    readonly bytes: number,
  ) {}

  static async open({ database, folder, location }: LakeCatalogProps): Promise<LakeCatalog> {
    const sql = await DuckDbSql.open();
    const { connection } = sql;
    const table = `"${database}"."${lakeTableName}"`;
    const { bytes, names } = await filesOf(folder);
    await connection.run(`CREATE SCHEMA "${database}"`);
    await connection.run(`CREATE VIEW ${table} AS ${names.length === 0 ? emptyTable() : filesTable(folder, location)}`);
    await connection.run(deduplicatedViewSql({ azure: table, azureDeduplicated: `"${database}"."${deduplicatedViewName}"` }));
    return new LakeCatalog(sql, bytes);
  }

  /** @throws {SqlProblem} */
  async answer(sql: string, database: string | undefined): Promise<SqlAnswer> {
    if (database !== undefined) await this.sql.connection.run(`SET schema = '"${database.replaceAll(/["']/g, '')}"'`);
    return this.sql.answer(sql);
  }

  close(): void {
    this.sql.close();
  }
}

/** Without a file there is nothing to read the columns from: they are the stack's. */
function emptyTable(): string {
  const columns = activityColumns(ocsfVersion).map(({ name, type }) => `CAST(NULL AS ${duckDbType(type)}) AS "${name}"`);
  return `SELECT ${[...columns, ...[...partitions, '$path'].map(name => `CAST(NULL AS VARCHAR) AS "${name}"`)].join(', ')} WHERE false`;
}

function filesTable(folder: string, location: string): string {
  const pattern = text(join(folder, '**', '*.parquet'));
  return `SELECT * EXCLUDE (filename), ${text(location)} || substr(filename, ${folder.length + 1}) AS "$path"
    FROM read_parquet(${pattern}, hive_partitioning = true, hive_types_autocast = false, union_by_name = true, filename = true)`;
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

async function filesOf(folder: string): Promise<{ readonly names: readonly string[]; readonly bytes: number }> {
  if (!existsSync(folder)) return { names: [], bytes: 0 };
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.parquet'));
  const sizes = await Promise.all(names.map(async name => (await stat(join(folder, name))).size));
  return { names, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

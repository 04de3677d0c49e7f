import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deduplicatedViewSql, duckDbMacros, type LakeQuery, type LakeTables, type Period } from '@audit-bridge/lake-queries';
import type { Table } from '@audit-bridge/terminal';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { HashCounts } from './accounting';

const maxMoments = 24;
/** Documentation and damaged records name subscriptions that can be no folder: their rows stand in `external`. */
const guid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export interface LakeFiles {
  readonly files: number;
  readonly bytes: number;
}

/** The lake's parquet files, as Athena sees them: partitions from the folders' names, as texts. */
export class Lake {
  readonly #instance: DuckDBInstance;

  private constructor(
    instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
    readonly files: LakeFiles,
  ) {
    this.#instance = instance;
  }

  static async open(folder: string): Promise<Lake> {
    const files = await filesOf(folder);
    const instance = await DuckDBInstance.create(':memory:');
    const lake = new Lake(instance, await instance.connect(), files);
    await lake.connection.run("SET TimeZone = 'UTC'");
    for (const macro of duckDbMacros) await lake.connection.run(macro);
    if (!lake.isEmpty) await lake.#createView('azure', folder);
    return lake;
  }

  /** A lake without files has no table either. */
  get isEmpty(): boolean {
    return this.files.files === 0;
  }

  /**
   * How often each record stands in the lake, by the SHA-256 of the source text that its row holds, which is not what the job says that the hash is.
   * The source stands in `raw_data`, and where it is longer than OCSF allows in `unmapped`.
   */
  async recordCounts(): Promise<HashCounts> {
    if (this.isEmpty) return new Map();
    const rows = await this.rows(
      `SELECT coalesce(sha256(coalesce(raw_data, element_at(unmapped, 'raw_data'))), 'none') AS sha256, count(*) AS count FROM azure GROUP BY 1`,
    );
    return new Map(rows.map(([sha256, count]) => [String(sha256), Number(count)]));
  }

  /** Rows whose recorded hash is not that of the text that they hold, and rows in another day's or account's folder than their own. */
  async misplacedRows(): Promise<number> {
    if (this.isEmpty) return 0;
    const [[count = 0] = []] = await this.rows(`SELECT count(*) FROM azure WHERE
      element_at(unmapped, 'record_sha256') IS DISTINCT FROM sha256(coalesce(raw_data, element_at(unmapped, 'raw_data')))
      OR eventday <> strftime(make_timestamp(time * 1000), '%Y%m%d')
      OR accountid <> CASE WHEN regexp_full_match(cloud.account.uid, '${guid}') THEN 'external_' || cloud.account.uid ELSE 'external' END
         AND accountid IS DISTINCT FROM 'external_' || cloud.account.uid`);
    return Number(count);
  }

  /** Ids that several records with different bytes have. */
  async conflicts(): Promise<number> {
    if (this.isEmpty) return 0;
    const [[count = 0] = []] = await this.rows(
      "SELECT count(*) FROM (SELECT 1 FROM azure GROUP BY metadata.uid HAVING count(DISTINCT element_at(unmapped, 'record_sha256')) > 1)",
    );
    return Number(count);
  }

  /** The events' own time; undefined for an empty lake. */
  async period(): Promise<Period | undefined> {
    if (this.isEmpty) return undefined;
    const [[from = 0, last = 0] = []] = await this.rows('SELECT min(time), max(time) FROM azure');
    return { from: new Date(Number(from)), to: new Date(Number(last) + 1) };
  }

  /** The newest moments at which something happened, the oldest first; milliseconds since 1970 UTC. */
  async lastMoments(): Promise<readonly number[]> {
    const rows = await this.rows(`SELECT DISTINCT time FROM azure ORDER BY time DESC LIMIT ${maxMoments}`);
    return rows.map(([time]) => Number(time)).reverse();
  }

  /** @param cloudTrailFolder parquet files in the layout of Security Lake's own CloudTrail source */
  async answer(queries: readonly LakeQuery[], period: Period, cloudTrailFolder: string, maxRows: number): Promise<readonly Table[]> {
    const tables: LakeTables = { azure: 'azure', cloudTrail: 'cloudtrail', azureDeduplicated: 'azure_deduplicated' };
    await this.#createView('cloudtrail', cloudTrailFolder);
    await this.connection.run(deduplicatedViewSql(tables));
    const answers: Table[] = [];
    for (const query of queries) {
      const reader = await this.connection.runAndReadAll(query.sql(tables, period));
      const rows = reader.getRowsJson().map(row => row.map(value => (value === null ? '' : String(value))));
      answers.push({ title: query.title, columns: reader.columnNames(), rows: rows.slice(0, maxRows), totalRows: rows.length });
    }
    return answers;
  }

  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return (await this.connection.runAndReadAll(sql)).getRowsJson();
  }

  close(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
  }

  async #createView(name: string, folder: string): Promise<void> {
    const pattern = join(folder, '**', '*.parquet').replaceAll("'", "''");
    await this.connection.run(
      `CREATE OR REPLACE VIEW ${name} AS FROM read_parquet('${pattern}', hive_partitioning = true, hive_types_autocast = false, union_by_name = true)`,
    );
  }
}

async function filesOf(folder: string): Promise<LakeFiles> {
  if (!existsSync(folder)) return { files: 0, bytes: 0 };
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.parquet'));
  const sizes = await Promise.all(names.map(async name => (await stat(join(folder, name))).size));
  return { files: names.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

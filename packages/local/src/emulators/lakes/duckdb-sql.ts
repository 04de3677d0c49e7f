import { duckDbMacros } from '@audit-bridge/lake-queries';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** An answer as both services print it: text in every cell, nothing for null. */
export interface SqlAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A query that the engine does not understand, or cannot finish. */
export class SqlProblem extends Error {
  override readonly name = 'SqlProblem';
}

/** DuckDB with Trino's functions, as far as our queries use them. That a query runs here is no proof that it runs in Trino. */
export class DuckDbSql {
  private constructor(
    readonly connection: DuckDBConnection,
    private readonly instance: DuckDBInstance,
  ) {}

  static async open(): Promise<DuckDbSql> {
    const instance = await DuckDBInstance.create(':memory:');
    const sql = new DuckDbSql(await instance.connect(), instance);
    await sql.connection.run("SET TimeZone = 'UTC'");
    for (const macro of duckDbMacros) await sql.connection.run(macro);
    return sql;
  }

  /**
   * One SELECT, whose answer is read.
   *
   * @throws {SqlProblem}
   */
  async answer(sql: string): Promise<SqlAnswer> {
    if (!/^\s*(?:SELECT|WITH)\b/i.test(sql)) throw new SqlProblem('Only a SELECT statement is answered.');
    try {
      const prepared = await this.connection.prepare(sql);
      const reader = await prepared.runAndReadAll();
      const types = reader.columnTypes().map(String);
      return {
        columns: reader.columnNames().map((name, index) => ({ name, type: types[index]?.toLowerCase() ?? 'varchar' })),
        rows: reader.getRowsJson().map(row => row.map(value => (value === null ? null : String(value)))),
      };
    } catch (error) {
      if (error instanceof Error) throw new SqlProblem(error.message.split('\n')[0] ?? 'no reason given', { cause: error });
      throw error;
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

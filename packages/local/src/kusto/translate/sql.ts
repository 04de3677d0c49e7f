import type { Column, ScalarType } from '../tables';

/** A tabular expression as a SELECT statement. */
export interface Relation {
  readonly sql: string;
  readonly columns: readonly Column[];
  /** Whether Kusto's rows are in an order here: then each has its place in the column `orderColumn`. */
  readonly ordered: boolean;
}

/** A name that no Kusto column can have. */
export const orderColumn = '"$order"';

/** The alias under which every operator reads its input: no name of a new column can be taken for one of these. */
export const input = 't';

export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
export const columnOf = (name: string, alias = input) => `${alias}.${identifier(name)}`;

/**
 * Datetimes are timestamps without a zone, in UTC. Timespans are microseconds: DuckDB's intervals count months and days apart, and Kusto's do not.
 * Arrays hold texts only.
 */
export const sqlTypes: Readonly<Record<ScalarType, string>> = {
  bool: 'BOOLEAN',
  datetime: 'TIMESTAMP',
  dynamic: 'VARCHAR[]',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  string: 'VARCHAR',
  timespan: 'BIGINT',
};

/** A Kusto string is never null: where SQL makes one, it is empty. */
export const asType = (type: ScalarType, sql: string) => (type === 'string' ? `coalesce(${sql}, '')` : sql);

/** `SELECT` of these columns, in the order of the input where it has one. */
export const select = (columns: readonly string[], from: Relation, rest = '') =>
  `SELECT ${[...columns, ...(from.ordered ? [`${input}.${orderColumn}`] : [])].join(', ')} FROM (${from.sql}) AS ${input}${rest === '' ? '' : ` ${rest}`}`;

/** Each column under its own name; the order's is no column. */
export const allColumns = (columns: readonly Column[]) => columns.map(({ name }) => `${columnOf(name)} AS ${identifier(name)}`);

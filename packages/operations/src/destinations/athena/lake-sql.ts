import { azureCondition } from '@audit-bridge/lake-queries/period';
import type { EventFilter } from '../../events/destination';
import type { TimeRange } from '../../events/time-range';
import { contains, sqlText } from '../sql/sql-text';

/** The lake's table: each event as often as it was delivered. */
export interface LakeSqlTable {
  /** As SQL writes it: `"database"."table"`. */
  readonly name: string;
  /** The value of its partition `region`. */
  readonly region: string;
}

const hourMilliseconds = 3_600_000;
const actor = 'coalesce(e.actor.user.name, e.actor.user.uid, e.actor.invoked_by)';

/** Only some columns, and never `raw_data`: a column that nobody names is not read, and not billed. */
const columns = [
  'e.metadata.uid AS id',
  'e.time AS time_ms',
  'e.metadata.correlation_uid AS correlation_id',
  'e.api.operation AS operation',
  'e.status AS status',
  'e.cloud.account.uid AS subscription_id',
  `${actor} AS actor`,
  '(element_at(e.resources, 1)).uid AS resource',
  // https://docs.aws.amazon.com/athena/latest/ug/querying-s3-path-column.html
  'e."$path" AS path',
].join(', ');

export const eventsSql = (table: LakeSqlTable, range: TimeRange, filter: EventFilter): string =>
  `SELECT ${columns} ${source(table, range)}${conditions(filter)}`;

export const findSql = (table: LakeSqlTable, range: TimeRange, id: string): string =>
  `SELECT ${columns} ${source(table, range)} AND (e.metadata.uid = ${sqlText(id)} OR e.metadata.correlation_uid = ${sqlText(id)})`;

export const hoursSql = (table: LakeSqlTable, range: TimeRange): string =>
  `SELECT e.time - e.time % ${hourMilliseconds} AS hour_ms, count(*) AS events ${source(table, range)} GROUP BY 1`;

export const newestSql = (table: LakeSqlTable, range: TimeRange): string => `SELECT max(e.time) AS time_ms ${source(table, range)}`;

/** The partitions' own columns come first: only the range's days of one Region are read. */
const source = ({ name, region }: LakeSqlTable, range: TimeRange) =>
  `FROM ${name} AS e WHERE e.region = ${sqlText(region)} AND ${azureCondition(range)}`;

function conditions(filter: EventFilter): string {
  return [
    ...(filter.actor === undefined ? [] : [contains(actor, filter.actor)]),
    ...(filter.operation === undefined ? [] : [contains('e.api.operation', filter.operation)]),
    ...(filter.status === undefined ? [] : [`lower(e.status) = lower(${sqlText(filter.status)})`]),
  ]
    .map(condition => ` AND ${condition}`)
    .join('');
}

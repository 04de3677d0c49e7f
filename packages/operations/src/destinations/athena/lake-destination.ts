import type { ArrivedEvent, EventFilter } from '../../events/destination';
import type { TimeRange } from '../../events/time-range';
import type { MeteredDestination } from '../metered-destination';
import { type SqlEngine, SqlQueryError, type SqlRow } from '../sql/sql-engine';
import { eventsSql, findSql, hoursSql, type LakeSqlTable, newestSql } from './lake-sql';
import type { ObjectTime } from './object-time';

export interface LakeDestinationProps {
  readonly engine: SqlEngine;
  /** For a person. */
  readonly description: string;
  /** Asked for when the first question is. */
  readonly table: () => Promise<LakeSqlTable>;
  /** When an object came into the lake: of the few events that are looked for. */
  readonly objectTime: ObjectTime;
}

/** The lake of `security-lake`, by Athena: Security Lake's own table, or the one over a bucket. */
export class LakeDestination implements MeteredDestination {
  readonly pipeline = 'security-lake';
  readonly description: string;
  #table: Promise<LakeSqlTable> | undefined;

  constructor(private readonly props: LakeDestinationProps) {
    this.description = props.description;
  }

  scannedBytes(): number {
    return this.props.engine.scannedBytes();
  }

  async countByHour(range: TimeRange): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for await (const row of this.#rows(table => hoursSql(table, range))) {
      counts.set(timeIn(row, 'hour_ms').toISOString(), Number(row.events));
    }
    return counts;
  }

  async *events(range: TimeRange, filter: EventFilter = {}): AsyncGenerator<ArrivedEvent> {
    for await (const row of this.#rows(table => eventsSql(table, range, filter))) yield toEvent(row);
  }

  async *find(id: string, range: TimeRange): AsyncGenerator<ArrivedEvent> {
    for await (const row of this.#rows(table => findSql(table, range, id))) {
      const event = toEvent(row);
      yield { ...event, arrivedAt: await this.props.objectTime(event.place) };
    }
  }

  async newest(range: TimeRange): Promise<Date | undefined> {
    for await (const row of this.#rows(table => newestSql(table, range))) {
      if (row.time_ms !== undefined) return timeIn(row, 'time_ms');
    }
    return undefined;
  }

  async *#rows(sql: (table: LakeSqlTable) => string): AsyncGenerator<SqlRow> {
    this.#table ??= this.props.table();
    yield* this.props.engine.rows(sql(await this.#table));
  }
}

function toEvent(row: SqlRow): ArrivedEvent {
  const { id = '', correlation_id: correlationId, operation = '', status = 'Unknown', actor, resource, path = '' } = row;
  const subscriptionId = row.subscription_id?.toLowerCase();
  return {
    identity: { id, time: timeIn(row, 'time_ms'), correlationId, operation, status, subscriptionId },
    actor,
    resource,
    // Athena does not say when the object was written.
    arrivedAt: undefined,
    place: path,
  };
}

function timeIn(row: SqlRow, column: string): Date {
  const time = new Date(Number(row[column]));
  if (Number.isNaN(time.getTime())) throw new SqlQueryError(`Athena gave no number of milliseconds in ${column}.`);
  return time;
}

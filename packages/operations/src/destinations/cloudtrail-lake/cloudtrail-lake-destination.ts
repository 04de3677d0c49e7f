import { readTime } from '@audit-bridge/activity-log';
import type { ArrivedEvent, EventFilter } from '../../events/destination';
import type { TimeRange } from '../../events/time-range';
import { eventMatches } from '../event-matches';
import { inRange } from '../in-range';
import type { MeteredDestination } from '../metered-destination';
import type { SqlEngine, SqlRow } from '../sql/sql-engine';
import { type EventFields, toArrivedEvent } from './arrived-event';
import { eventsSql, findSql, hoursSql, newestSql } from './store-sql';
import { storeTime } from './store-time';

export interface CloudTrailLakeDestinationProps {
  readonly engine: SqlEngine;
  /** For a person. */
  readonly description: string;
  /** The last part of the event data store's ARN; asked for when the first question is. */
  readonly storeId: () => Promise<string>;
}

/** The event data store of `cloudtrail-lake`. `countByHour` and `newest` take whole seconds: the store has no more. */
export class CloudTrailLakeDestination implements MeteredDestination {
  readonly pipeline = 'cloudtrail-lake';
  readonly description: string;
  #storeId: Promise<string> | undefined;

  constructor(private readonly props: CloudTrailLakeDestinationProps) {
    this.description = props.description;
  }

  scannedBytes(): number {
    return this.props.engine.scannedBytes();
  }

  async countByHour(range: TimeRange): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for await (const { hour, events } of this.#rows(store => hoursSql(store, range))) counts.set(`${hour}:00:00.000Z`, Number(events));
    return counts;
  }

  async *events(range: TimeRange, filter: EventFilter = {}): AsyncGenerator<ArrivedEvent> {
    for await (const event of this.#events(store => eventsSql(store, range, filter), range)) {
      if (eventMatches(event, { ...(filter.status === undefined ? {} : { status: filter.status }) })) yield event;
    }
  }

  find(id: string, range: TimeRange): AsyncGenerator<ArrivedEvent> {
    return this.#events(store => findSql(store, range, id), range);
  }

  async newest(range: TimeRange): Promise<Date | undefined> {
    for await (const { event_time: time } of this.#rows(store => newestSql(store, range))) {
      if (time !== undefined) return storeTime(time);
    }
    return undefined;
  }

  async *#events(sql: (storeId: string) => string, range: TimeRange): AsyncGenerator<ArrivedEvent> {
    for await (const row of this.#rows(sql)) {
      const event = toArrivedEvent(fieldsOf(row));
      if (inRange(event.identity.time, range)) yield event;
    }
  }

  async *#rows(sql: (storeId: string) => string): AsyncGenerator<SqlRow> {
    this.#storeId ??= this.props.storeId();
    yield* this.props.engine.rows(sql(await this.#storeId));
  }
}

function fieldsOf(row: SqlRow): EventFields {
  return {
    uid: row.id,
    eventTime: row.event_time,
    originalTime: row.original_time,
    correlationId: row.correlation_id,
    subscriptionId: row.subscription_id,
    eventName: row.operation,
    resultType: row.result_type,
    resultSignature: row.result_signature,
    actor: row.actor_name ?? row.principal_id,
    resource: row.resource,
    arrivedAt: dateOf(row.ingestion_time),
    place: `event ${row.event_id}`,
  };
}

function dateOf(text = ''): Date | undefined {
  const milliseconds = readTime(text);
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

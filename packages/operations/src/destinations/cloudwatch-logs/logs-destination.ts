import { hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { ArrivedEvent, EventFilter } from '../../events/destination';
import type { TimeRange } from '../../events/time-range';
import { toArrivedEvent } from '../cloudtrail-lake/arrived-event';
import { eventMatches } from '../event-matches';
import { hourOf, inRange } from '../in-range';
import type { MeteredDestination } from '../metered-destination';
import type { ArchivedEvents } from './archived-events';
import { readEventFields } from './event-fields';
import type { LoggedEvents } from './logged-events';
import type { StoredEvent } from './stored-event';

export interface LogsDestinationProps {
  /** For a person. */
  readonly description: string;
  readonly logged: Pick<LoggedEvents, 'read'>;
  readonly archived: Pick<ArchivedEvents, 'read'>;
}

/** The destination of `cloudtrail-lake` where CloudTrail Lake is closed to the account: a log group, and the bucket with what is too old for it. */
export class LogsDestination implements MeteredDestination {
  readonly pipeline = 'cloudtrail-lake';
  readonly description: string;

  constructor(private readonly props: LogsDestinationProps) {
    this.description = props.description;
  }

  scannedBytes(): number {
    return 0;
  }

  async countByHour(range: TimeRange): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for await (const { identity } of this.events(range)) {
      const hour = hourOf(identity.time.getTime());
      counts.set(hour, (counts.get(hour) ?? 0) + 1);
    }
    return counts;
  }

  async *events(range: TimeRange, filter: EventFilter = {}): AsyncGenerator<ArrivedEvent> {
    for await (const event of this.#read(range)) if (eventMatches(event, filter)) yield event;
  }

  async *find(id: string, range: TimeRange): AsyncGenerator<ArrivedEvent> {
    for await (const event of this.#read(range, id)) if (event.identity.id === id || event.identity.correlationId === id) yield event;
  }

  /** From the end on, in pieces that grow: a log group gives its events in their order alone, and the newest is most often of the last hour. */
  async newest(range: TimeRange): Promise<Date | undefined> {
    let to = range.to;
    for (const hours of [1, 6, Number.POSITIVE_INFINITY]) {
      const from = new Date(Math.max(range.from.getTime(), range.to.getTime() - hours * hourMilliseconds));
      const newest = await this.#newestIn({ from, to });
      if (newest !== undefined || from <= range.from) return newest;
      to = from;
    }
    return undefined;
  }

  async #newestIn(range: TimeRange): Promise<Date | undefined> {
    let newest: Date | undefined;
    for await (const { identity } of this.events(range)) if (newest === undefined || identity.time > newest) newest = identity.time;
    return newest;
  }

  async *#read(range: TimeRange, word?: string): AsyncGenerator<ArrivedEvent> {
    const { archived, logged } = this.props;
    for await (const event of inTurn(logged.read(range, word), archived.read(range))) {
      const fields = readEventFields(event.eventData);
      if (fields === undefined) continue;
      const arrived = toArrivedEvent({ ...fields, arrivedAt: event.arrivedAt, place: event.place });
      if (inRange(arrived.identity.time, range)) yield arrived;
    }
  }
}

async function* inTurn(...sources: readonly AsyncIterable<StoredEvent>[]): AsyncGenerator<StoredEvent> {
  for (const source of sources) yield* source;
}

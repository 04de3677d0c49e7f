import { cutRecords, trimRecord } from '@audit-bridge/activity-log';
import { hourMilliseconds, startOfHour } from '@audit-bridge/activity-log-blobs';
import type { RestApi } from '@audit-bridge/azure-rest-api/rest-api';
import { type ActivityLogSource, type SourceRecord, timeOf, type UnreadableRecord } from '../events/activity-log-source';
import type { TimeRange } from '../events/time-range';
import { MalformedPageError } from './errors';
import { readSourceRecord } from './read-source-record';

export interface RestSourceSettings {
  readonly resourceManager: RestApi;
  /** Lower-case. */
  readonly subscriptionIds: readonly string[];
}

/** What Azure keeps, whoever exports it: https://learn.microsoft.com/azure/azure-monitor/essentials/activity-log#retention-period */
export const activityLogDays = 90;

/**
 * The Activity Log's REST interface: what Azure itself keeps, for 90 days, whether anybody exports it or not.
 *
 * One request an hour and subscription, and its further pages, one after another: the interface allows few at once, and says by Retry-After when it is enough.
 *
 * @see https://learn.microsoft.com/rest/api/monitor/activity-logs/list
 */
export class ActivityLogRest implements ActivityLogSource {
  readonly kind = 'rest';
  readonly description: string;

  constructor(private readonly settings: RestSourceSettings) {
    this.description = `the Activity Log REST interface, ${settings.subscriptionIds.length} subscriptions`;
  }

  /** @throws {RestApiError} {MalformedPageError} */
  async *records(range: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    for (const subscriptionId of this.settings.subscriptionIds) {
      for (let from = startOfHour(range.from.getTime()); from < range.to.getTime(); from += hourMilliseconds) {
        yield* this.#recordsOfHour(subscriptionId, new Date(from), range);
      }
    }
  }

  async *#recordsOfHour(subscriptionId: string, from: Date, range: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    const to = new Date(from.getTime() + hourMilliseconds);
    let page = 0;
    for await (const text of this.settings.resourceManager.pages(pathOf(subscriptionId, from, to))) {
      const where = `page ${++page} of ${subscriptionId}, ${from.toISOString().slice(0, 13)}h`;
      const cut = cutRecords(Buffer.from(text));
      if ('malformed' in cut) throw new MalformedPageError(where, cut.malformed);
      for (const [index, bytes] of cut.records.entries()) {
        const place = `record ${index + 1} of ${where}`;
        const { subscriptionIds } = this.settings;
        const record = readSourceRecord(trimRecord(bytes), place, { subscriptionIds, ownerId: subscriptionId });
        // Both ends belong to what the interface gives: the next hour's request has the last moment once more.
        const first = Math.max(from.getTime(), range.from.getTime());
        const timed = 'reason' in record ? { ...record, time: record.time ?? new Date(first) } : record;
        const time = timeOf(timed);
        if (time >= first && time < Math.min(to.getTime(), range.to.getTime())) yield timed;
      }
    }
  }
}

function pathOf(subscriptionId: string, from: Date, to: Date): string {
  const filter = `eventTimestamp ge '${from.toISOString()}' and eventTimestamp le '${to.toISOString()}'`;
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent(filter)}`;
}

import { type BlobContainer, dayMilliseconds, findSubscriptions, hourPrefixes } from '@audit-bridge/activity-log-blobs';
import type { ActivityLogSource, SourceRecord, UnreadableRecord } from '../events/activity-log-source';
import type { TimeRange } from '../events/time-range';
import { recordsOfBlob } from './blob-records';
import { sideBySide } from './side-by-side';

export interface BlobSourceSettings {
  readonly container: BlobContainer;
  /** For a person: the container's URL. */
  readonly place: string;
  /** Lower-case. */
  readonly subscriptionIds: readonly string[];
  /** Hours of receipt to look into for a range of event times. @default one day more on both sides */
  readonly hoursOfReceipt?: (range: TimeRange) => TimeRange;
}

/** A range of each is in memory, and the records of it. */
const maxConcurrentBlobs = 4;

/**
 * The blobs that Azure Monitor appends to. The hour in a blob's name is the one of receipt: an event may lie in a later one than its own, so a day more is read on both
 * sides and each record's own time decides.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/essentials/activity-log#send-to-azure-storage
 */
export class ActivityLogBlobs implements ActivityLogSource {
  readonly kind = 'blobs';
  readonly description: string;

  constructor(private readonly settings: BlobSourceSettings) {
    this.description = `the blobs of ${settings.place}`;
  }

  async *records(range: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    const { container } = this.settings;
    const read = (path: string) => recordsOfBlob(path, { container, range, subscriptionIds: this.settings.subscriptionIds });
    for await (const records of sideBySide(this.#paths(range), maxConcurrentBlobs, read)) yield* records;
  }

  async *#paths(range: TimeRange): AsyncIterable<string> {
    const { container, hoursOfReceipt = oneDayMore, subscriptionIds } = this.settings;
    const hours = hoursOfReceipt(range);
    const { folders } = await findSubscriptions(container);
    for (const subscriptionId of subscriptionIds) {
      for (const folder of folders.get(subscriptionId) ?? []) {
        for (const { prefix } of hourPrefixes(hours.from.getTime(), hours.to.getTime())) {
          for await (const { lengthBytes, path } of container.listBlobs(folder + prefix)) if (lengthBytes > 0) yield path;
        }
      }
    }
  }
}

const oneDayMore = ({ from, to }: TimeRange): TimeRange => ({
  from: new Date(from.getTime() - dayMilliseconds),
  to: new Date(to.getTime() + dayMilliseconds),
});

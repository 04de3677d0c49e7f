import { type ActivityLogSource, type SourceRecord, timeOf, type UnreadableRecord } from '../events/activity-log-source';
import type { TimeRange } from '../events/time-range';
import { recordsOfItem } from '../fed/fed-item';
import type { FedRegister } from '../fed/fed-register';

export interface FedMessagesSettings {
  readonly register: Pick<FedRegister, 'list' | 'read' | 'place'>;
  /** Lower-case. */
  readonly subscriptionIds: readonly string[];
}

/** What was put into the event hub and onto the stream of a pipeline whose records are generated, as the register of it says. */
export class FedMessages implements ActivityLogSource {
  readonly kind = 'fed';
  readonly description: string;

  constructor(private readonly settings: FedMessagesSettings) {
    this.description = `the register of what was fed, ${settings.register.place}`;
  }

  /** @throws {DamagedFedEntryError} */
  async *records({ from, to }: TimeRange): AsyncIterable<SourceRecord | UnreadableRecord> {
    const { register, subscriptionIds } = this.settings;
    for await (const entry of register.list()) {
      if (entry.last < from || entry.first >= to) continue;
      const known = entry.confirmedAt === undefined ? { isUncertain: true } : { writtenBefore: entry.confirmedAt };
      for (const [index, item] of (await register.read(entry)).entries()) {
        const reading = { place: `${item.kind} ${index + 1} of ${entry.name}`, subscriptionIds, sentAt: entry.writtenAt };
        for (const record of recordsOfItem(item, reading)) {
          const time = timeOf(record);
          if (time >= from.getTime() && time < to.getTime()) yield { ...record, ...known };
        }
      }
    }
  }
}

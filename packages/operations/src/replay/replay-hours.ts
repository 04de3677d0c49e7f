import { hourMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { TimeRange } from '../events/time-range';
import type { Interruption } from '../interruption';

export interface ReplayHoursProps {
  readonly read: (hour: TimeRange) => AsyncIterable<readonly Buffer[]>;
  /** Puts records onto the stream, all of them or with an error. */
  readonly put: (records: readonly Buffer[]) => Promise<void>;
  readonly range: TimeRange;
  readonly dryRun: boolean;
  readonly interruption: Interruption;
  readonly progress: (text: string) => void;
}

export interface ReplayHoursResult {
  readonly records: number;
  /** UTC ISO 8601: everything before it is sent; undefined: everything is. */
  readonly goOnFrom: string | undefined;
}

/**
 * Sends a time's records once more, an hour at a time, so that a stop is never far from a place to go on from. What the command itself puts onto the stream is younger
 * than the range: it is not read again.
 */
export async function replayHours({ dryRun, interruption, progress, put, range, read }: ReplayHoursProps): Promise<ReplayHoursResult> {
  let records = 0;
  for (let at = range.from.getTime(); at < range.to.getTime(); at += hourMilliseconds) {
    const hour = { from: new Date(at), to: new Date(Math.min(at + hourMilliseconds, range.to.getTime())) };
    for await (const some of read(hour)) {
      if (interruption.isRequested) return { records, goOnFrom: hour.from.toISOString() };
      if (!dryRun) await put(some);
      records += some.length;
      progress(`${hour.from.toISOString().slice(0, 13)}h: ${records.toLocaleString('en')} records ${dryRun ? 'read' : 'sent'}`);
    }
    if (interruption.isRequested && hour.to < range.to) return { records, goOnFrom: hour.to.toISOString() };
  }
  return { records, goOnFrom: undefined };
}

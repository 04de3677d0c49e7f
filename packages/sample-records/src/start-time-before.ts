import { generateRecords } from './generate-records';
import type { SampleRecordsOptions } from './sample-records-options';

export interface EndOfTraffic {
  /** Milliseconds since 1970 UTC: no record is received after it. */
  readonly untilMilliseconds: number;
  /** How long the records take by day. */
  readonly spanMilliseconds: number;
  /** The start is a multiple of it. @default 1 */
  readonly stepMilliseconds?: number;
}

/**
 * When traffic must start so that all of it is received by a moment. Nights are quiet, so that the same records take longer then: how long, nobody knows before
 * they are made.
 *
 * @returns UTC ISO 8601
 */
export function startTimeBefore(
  options: Omit<SampleRecordsOptions, 'startTime'>,
  { spanMilliseconds, stepMilliseconds = 1, untilMilliseconds }: EndOfTraffic,
): string {
  for (let start = untilMilliseconds - spanMilliseconds; ; ) {
    const startTime = new Date(Math.floor(start / stepMilliseconds) * stepMilliseconds).toISOString();
    const lateMilliseconds = lastReceipt(generateRecords({ ...options, startTime })) - untilMilliseconds;
    if (lateMilliseconds <= 0) return startTime;
    start -= Math.max(lateMilliseconds, spanMilliseconds / 10);
  }
}

function lastReceipt(records: Iterable<{ readonly receivedMilliseconds: number }>): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { receivedMilliseconds } of records) last = receivedMilliseconds;
  return last;
}

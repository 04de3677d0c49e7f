import type { Environment } from '@audit-bridge/config';
import { type GeneratedRecord, generateRecords, type SampleRecordsOptions } from '@audit-bridge/sample-records';

export interface SampleTrafficOptions {
  readonly environment: Pick<Environment, 'azure'>;
  readonly count: number;
  readonly hours: number;
  readonly seed: number;
  /** Share of the records that must be refused. */
  readonly unmappable: number;
  /** Milliseconds since 1970 UTC: no record is from after it. */
  readonly now: number;
}

export interface SampleTraffic {
  readonly count: number;
  readonly records: Iterable<GeneratedRecord>;
}

const hourMilliseconds = 3_600_000;

/** Records of the environment's own subscriptions, as a diagnostic setting would export them; the last of them arrives now, or a little before. */
export function sampleTraffic({ count, environment, hours, now, seed, unmappable }: SampleTrafficOptions): SampleTraffic {
  const options = {
    seed,
    count,
    days: hours / 24,
    subscriptionIds: environment.azure.subscriptionIds,
    tenantId: environment.azure.tenantId,
    unmappable,
  };
  return { count, records: generateRecords({ ...options, startTime: startTimeOf(options, now) }) };
}

/** Nights are quiet, so that the same records take longer then: how long, nobody knows before they are made. */
function startTimeOf(options: Omit<SampleRecordsOptions, 'startTime' | 'days'> & { readonly days: number }, now: number): string {
  const spanMilliseconds = options.days * 24 * hourMilliseconds;
  for (let start = now - spanMilliseconds; ; ) {
    const startTime = new Date(start).toISOString();
    const lateMilliseconds = lastReceipt(generateRecords({ ...options, startTime })) - now;
    if (lateMilliseconds <= 0) return startTime;
    start -= Math.max(lateMilliseconds, spanMilliseconds / 10);
  }
}

function lastReceipt(records: Iterable<GeneratedRecord>): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { receivedMilliseconds } of records) last = receivedMilliseconds;
  return last;
}

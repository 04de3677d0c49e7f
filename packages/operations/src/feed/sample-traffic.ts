import type { Environment } from '@audit-bridge/config';
import { type GeneratedRecord, generateRecords, startTimeBefore } from '@audit-bridge/sample-records';

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
  const startTime = startTimeBefore(options, { untilMilliseconds: now, spanMilliseconds: hours * hourMilliseconds });
  return { count, records: generateRecords({ ...options, startTime }) };
}

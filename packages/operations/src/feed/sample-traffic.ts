import type { Environment } from '@audit-bridge/config';
import { type GeneratedRecord, generateRecords } from '@audit-bridge/sample-records';

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
/** Records arrive up to this long after their call: the last ones must not lie in the future. */
const arrivalHours = 0.5;

/** Records of the environment's own subscriptions, as a diagnostic setting would export them. */
export function sampleTraffic({ count, environment, hours, now, seed, unmappable }: SampleTrafficOptions): SampleTraffic {
  const records = generateRecords({
    seed,
    count,
    startTime: new Date(now - (hours + arrivalHours) * hourMilliseconds).toISOString(),
    days: hours / 24,
    subscriptionIds: environment.azure.subscriptionIds,
    tenantId: environment.azure.tenantId,
    unmappable,
  });
  return { count, records };
}

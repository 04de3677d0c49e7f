import { generateRecords, type SampleRecordsOptions } from '@audit-bridge/sample-records';
import type { RecordSource } from './record-source';

export interface GeneratedSourceOptions {
  readonly count: number;
  readonly seed: number;
  /** When the first call starts, UTC ISO 8601. @default a fixed day, so that a seed gives the same events in every run */
  readonly startTime?: string;
  /** Lower-case, at least one. @default three of the generator's own */
  readonly subscriptionIds?: readonly string[];
}

const sampleSubscriptionIds = [
  'aaaaaaaa-0000-4000-8000-000000000001',
  'aaaaaaaa-0000-4000-8000-000000000002',
  'aaaaaaaa-0000-4000-8000-000000000003',
];

/** Some of the records must be refused: a run shows what becomes of them. */
const unmappableShare = 0.01;
const hourMilliseconds = 3_600_000;

/** What the generator is asked for. */
export const sampleRecordsOptions = ({
  count,
  seed,
  startTime = '2026-01-12T08:00:00Z',
  subscriptionIds = sampleSubscriptionIds,
}: GeneratedSourceOptions): SampleRecordsOptions => ({
  count,
  seed,
  startTime,
  subscriptionIds,
  tenantId: 'bbbbbbbb-0000-4000-8000-000000000001',
  unmappable: unmappableShare,
});

/** Records from the project's own generator. */
export function generatedSource(given: GeneratedSourceOptions): RecordSource {
  const options = sampleRecordsOptions(given);
  const { count, seed, startTime, subscriptionIds } = options;
  let lastHour = 0;
  const hourOf = (milliseconds: number) => Math.floor((milliseconds - Date.parse(startTime)) / hourMilliseconds);
  for (const { receivedMilliseconds } of generateRecords(options)) lastHour = hourOf(receivedMilliseconds);

  return {
    description: `${count.toLocaleString('en')} generated records (seed ${seed})`,
    fingerprint: `generated ${JSON.stringify(options)}`,
    subscriptionIds,
    recordCount: count,
    hours: lastHour + 1,
    *read() {
      for (const { bytes, subscriptionId, receivedMilliseconds } of generateRecords(options)) {
        yield { bytes, subscriptionId, hour: hourOf(receivedMilliseconds) };
      }
    },
  };
}

import { Arrivals } from './arrivals';
import { checkOptions } from './check-options';
import type { GeneratedRecord } from './generated-record';
import { Happenings } from './happenings';
import { toJsonText } from './json-text';
import { OddityRound } from './oddities';
import type { SampleRecordsOptions } from './sample-records-options';
import { lagMilliseconds } from './traffic';
import { UnmappableRound } from './unmappable';
import { World } from './world';

const oddShare = 0.06;
const repeatedShare = 0.004;
/** What one gap leaves behind on average, measured over all kinds and bursts. */
const recordsPerGap = 3.05;
const dayMilliseconds = 86_400_000;

/**
 * Activity log records in the order in which Azure receives them: one call's two or three records under one correlation id, bursts, day and night,
 * a few callers doing most, every category and oddity. Any number of them in constant memory.
 *
 * @throws {SampleRecordsOptionsError} when the options contradict themselves
 */
export function* generateRecords(options: SampleRecordsOptions): Generator<GeneratedRecord> {
  checkOptions(options);
  const { count, unmappable = 0, days = count / 24_000 } = options;
  const world = new World(options);
  const happenings = new Happenings(world, Date.parse(options.startTime), (days * dayMilliseconds * recordsPerGap) / Math.max(count, 1));
  const oddities = new OddityRound(world.shape);
  const spoilt = new UnmappableRound(world);
  const { random } = world;
  const arrivals = new Arrivals<GeneratedRecord>();
  for (let left = count; left > 0; ) {
    // Nothing is received before it happens: what arrives before the next happening comes before all that is still to happen.
    if (arrivals.nextMilliseconds <= happenings.nextMilliseconds) {
      yield arrivals.take() as GeneratedRecord;
      left--;
      continue;
    }
    for (const occurrence of happenings.take()) {
      const { fields, subscriptionId, eventMilliseconds } = occurrence;
      const receivedMilliseconds = eventMilliseconds + lagMilliseconds(random);
      if (random.chance(unmappable)) {
        arrivals.add(receivedMilliseconds, { ...spoilt.spoil(occurrence), subscriptionId, receivedMilliseconds, repeated: false });
        continue;
      }
      const bytes = Buffer.from(toJsonText(random.chance(oddShare) ? oddities.apply(fields, random) : fields));
      const record = { bytes, subscriptionId, receivedMilliseconds, expected: 'record', repeated: false } as const;
      arrivals.add(receivedMilliseconds, record);
      if (!random.chance(repeatedShare)) continue;
      const again = receivedMilliseconds + random.between(60_000, 40 * 60_000);
      arrivals.add(again, { ...record, receivedMilliseconds: again, repeated: true });
    }
  }
}

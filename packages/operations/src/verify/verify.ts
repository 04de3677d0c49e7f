import { dayMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { ActivityLogSource } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { FailurePlace } from '../events/failure-place';
import type { TimeRange } from '../events/time-range';
import type { Interruption } from '../interruption';
import { DestinationComparison } from './destination-comparison';
import { HourlyIdentities } from './hourly-identities';
import { faults, sumOf, type VerifyReport } from './verify-report';

export interface VerifyProps {
  readonly source: ActivityLogSource;
  readonly destinations: readonly Destination[];
  /** Of every pipeline. */
  readonly failurePlaces: readonly FailurePlace[];
  readonly range: TimeRange;
  /** What happened, or was written, from here on may still be on its way. */
  readonly settledBefore: Date;
  /** How much is compared at a time. @default UTC days */
  readonly slices?: (range: TimeRange) => Iterable<TimeRange>;
  readonly interruption: Interruption;
  readonly progress: (text: string) => void;
}

/**
 * The proof that nothing is lost: compares what the source holds with what arrived in each destination, as multisets, hour by hour.
 *
 * The range is taken a day at a time, and of a day's events only hashes are kept, 32 bytes each; what is to be listed is read once more, from the hours concerned.
 *
 * @throws {InterruptedError} and what source and destinations throw
 */
export async function verify({
  destinations,
  failurePlaces,
  progress,
  range,
  slices = daysOf,
  source,
  ...options
}: VerifyProps): Promise<VerifyReport> {
  const comparisons = destinations.map(
    destination =>
      new DestinationComparison(
        destination,
        source,
        failurePlaces.filter(({ pipeline }) => pipeline === destination.pipeline),
      ),
  );
  for (const day of slices(range)) {
    const date = day.from.toISOString().slice(0, 10);
    const reading = (what: string) => (events: number) => progress(`${date}: ${events.toLocaleString('en')} events read from ${what}`);
    const expected = await HourlyIdentities.ofSource(source, { ...options, range: day, report: reading(source.description) });
    for (const comparison of comparisons) {
      const { description } = comparison.destination;
      const arrived = await HourlyIdentities.ofDestination(comparison.destination, {
        ...options,
        range: day,
        report: reading(description),
      });
      progress(`${date}: comparing ${source.description} with ${description}`);
      await comparison.add(expected, arrived);
    }
  }
  const reports = comparisons.map(comparison => comparison.report());
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    source: source.description,
    settledBefore: options.settledBefore.toISOString(),
    destinations: reports,
    isWell: reports.every(({ hours }) => faults(sumOf(hours)) === 0),
  };
}

/** UTC days, the first and the last one as far as the range goes. */
export function* daysOf({ from, to }: TimeRange): Generator<TimeRange> {
  for (let at = from.getTime(); at < to.getTime(); ) {
    const end = Math.min(to.getTime(), at - (at % dayMilliseconds) + dayMilliseconds);
    yield { from: new Date(at), to: new Date(end) };
    at = end;
  }
}

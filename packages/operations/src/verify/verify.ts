import { dayMilliseconds } from '@audit-bridge/activity-log-blobs';
import type { ActivityLogSource } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { FailurePlace } from '../events/failure-place';
import type { TimeRange } from '../events/time-range';
import type { Interruption } from '../interruption';
import { DestinationComparison } from './destination-comparison';
import { HourlyIdentities } from './hourly-identities';
import { faults, sumOf, type VerifyReport } from './verify-report';

/** A lake, and what its pipeline had to bring there. */
export interface ComparedLake {
  readonly destination: Destination;
  /** Read once, where several lakes are compared with the same one. */
  readonly source: ActivityLogSource;
}

export interface VerifyProps {
  readonly lakes: readonly ComparedLake[];
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
 * The proof that nothing is lost: compares what each source holds with what arrived in the lake, as multisets, hour by hour.
 *
 * The range is taken a day at a time, and of a day's events only hashes are kept, 32 bytes each; what is to be listed is read once more, from the hours concerned.
 * The lakes are read before the sources: what comes meanwhile may then not have arrived yet, and cannot have come from nowhere.
 *
 * @throws {InterruptedError} and what source and destinations throw
 */
export async function verify({ failurePlaces, lakes, progress, range, slices = daysOf, ...options }: VerifyProps): Promise<VerifyReport> {
  const comparisons = lakes.map(
    ({ destination, source }) =>
      new DestinationComparison(
        destination,
        source,
        failurePlaces.filter(({ pipeline }) => pipeline === destination.pipeline),
      ),
  );
  for (const day of slices(range)) {
    const date = day.from.toISOString().slice(0, 10);
    const reading = (what: string) => (events: number) => progress(`${date}: ${events.toLocaleString('en')} events read from ${what}`);
    const compared: { readonly comparison: DestinationComparison; readonly arrived: HourlyIdentities }[] = [];
    for (const comparison of comparisons) {
      const { destination } = comparison;
      const report = reading(destination.description);
      compared.push({ comparison, arrived: await HourlyIdentities.ofDestination(destination, { ...options, range: day, report }) });
    }
    const expected = new Map<ActivityLogSource, HourlyIdentities>();
    for (const { source } of comparisons) {
      if (expected.has(source)) continue;
      const report = reading(source.description);
      expected.set(source, await HourlyIdentities.ofSource(source, { ...options, range: day, report }));
    }
    for (const { arrived, comparison } of compared) {
      const { destination, source } = comparison;
      progress(`${date}: comparing ${source.description} with ${destination.description}`);
      await comparison.add(expected.get(source) ?? new HourlyIdentities(), arrived);
    }
  }
  const reports = comparisons.map(comparison => comparison.report());
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
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

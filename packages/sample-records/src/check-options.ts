import type { SampleRecordsOptions } from './sample-records-options';

/** The options of a run contradict themselves. */
export class SampleRecordsOptionsError extends Error {
  override readonly name = 'SampleRecordsOptionsError';
}

/** @throws {SampleRecordsOptionsError} that names every problem at once */
export function checkOptions({ seed, count, startTime, days, subscriptionIds, unmappable = 0 }: SampleRecordsOptions): void {
  const problems: string[] = [];
  if (!Number.isInteger(seed)) problems.push(`seed is ${seed}: give a whole number`);
  if (!Number.isInteger(count) || count < 0) problems.push(`count is ${count}: give a whole number of records, 0 or more`);
  if (Number.isNaN(Date.parse(startTime))) problems.push(`startTime is "${startTime}": give a UTC time such as 2026-03-02T06:00:00Z`);
  if (days !== undefined && !(days > 0)) problems.push(`days is ${days}: give a number above 0`);
  if (subscriptionIds.length === 0) problems.push('subscriptionIds is empty: records need at least one subscription');
  if (!(unmappable >= 0 && unmappable <= 1)) problems.push(`unmappable is ${unmappable}: give a share from 0 to 1`);
  if (problems.length > 0) throw new SampleRecordsOptionsError(`No records can be made of these options: ${problems.join('; ')}.`);
}

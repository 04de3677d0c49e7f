/** What the estimate does not hold, so that nobody takes it for a bill. */
export const leftOut: readonly string[] = [
  'Taxes, discounts, savings plans, support, and the free allowances of an account or a subscription.',
  'Your Region: prices are those of the eastern United States, and Europe is up to a third dearer.',
  'Questions: Athena by the bytes that a query reads (maxQueryBytes bounds one), CloudTrail Lake by the bytes that it scans.',
  'CloudTrail management events as a source of Security Lake, and its crawlers: they cost by what your AWS accounts do.',
  'Logs of the functions and of the job beyond some megabytes, calls to KMS, messages of alarms, and more series of an alert (keys-older-than: one a key).',
  'Peaks: auto-inflate, more workers and more instances while they are there; retries, backfills and replays.',
];

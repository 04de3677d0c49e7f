import type { RejectedLogEventsInfo } from '@aws-sdk/client-cloudwatch-logs';

export type LogEventFate = 'taken' | 'too-old' | 'too-new';

/**
 * Reads the indexes that PutLogEvents refuses inside a 200: what ends before `tooOld` or `expired` is too old, what starts at `tooNew` too new.
 *
 * @param index of the event in the request
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_RejectedLogEventsInfo.html
 */
export function logEventFate(rejected: RejectedLogEventsInfo | undefined, index: number): LogEventFate {
  const tooOldEnd = Math.max(rejected?.tooOldLogEventEndIndex ?? 0, rejected?.expiredLogEventEndIndex ?? 0);
  if (index < tooOldEnd) return 'too-old';
  return index >= (rejected?.tooNewLogEventStartIndex ?? Number.POSITIVE_INFINITY) ? 'too-new' : 'taken';
}

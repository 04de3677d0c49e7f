import { UnreadableRequestError } from './errors';

/**
 * `run-2026-11-21T03:00:00Z`, or `run-<request id>` where nobody named a time: Lambda repeats an asynchronous invocation under its id, so each
 * retry of a run carries the same one.
 *
 * The word before it keeps the HTTP Data Collector API from taking it for a GUID or a time, and from making another column of it.
 *
 * @throws {UnreadableRequestError}
 */
export function runIdOf(event: unknown, requestId: string): string {
  const scheduledTime = typeof event === 'object' && event !== null && 'scheduledTime' in event ? event.scheduledTime : undefined;
  if (scheduledTime === undefined) return `run-${requestId}`;
  const time = typeof scheduledTime === 'string' ? Date.parse(scheduledTime) : Number.NaN;
  if (Number.isNaN(time)) throw new UnreadableRequestError();
  return `run-${new Date(time).toISOString().replace('.000Z', 'Z')}`;
}

/**
 * Another one in each attempt: rows of two attempts are never mixed.
 *
 * @param random 8 hexadecimal digits
 */
export const attemptIdOf = (startedAt: number, random: string) => `attempt-${new Date(startedAt).toISOString()}-${random}`;

import { readTime } from '@audit-bridge/activity-log';
import { SqlQueryError } from '../sql/sql-engine';

/**
 * A time as CloudTrail Lake prints it, in UTC: `2026-11-21 10:00:00.000` a timestamp, `2026-11-21T10:00:00Z` a text.
 *
 * @throws {SqlQueryError}
 */
export function storeTime(text: string): Date {
  const milliseconds = readTime(text);
  if (milliseconds === undefined) throw new SqlQueryError('CloudTrail Lake gave a time that is none.');
  return new Date(milliseconds);
}

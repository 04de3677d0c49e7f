import type { Status } from '@audit-bridge/activity-log';

/** A status as every destination and source is made to show it: the outcome's caption, or the record's own word for what is no outcome. */
export function statusText({ id, word }: Pick<Status, 'id' | 'word'>): string {
  if (id === 1) return 'Success';
  if (id === 2) return 'Failure';
  return id === 99 && word !== undefined ? word : 'Unknown';
}

import { readStatus } from '@audit-bridge/activity-log';
import type { EventIdentity } from './event-identity';

/** The words of stages that are no outcome: the export says Start where the REST interface says Started. */
const stages: ReadonlyMap<string, string> = new Map([
  ['start', 'started'],
  ['accept', 'accepted'],
]);

/**
 * What two spellings of one event have in common: correlation id, operation, status and second. Two events may share it too (a script's calls within a second), so
 * whoever compares by it must count.
 *
 * To the second: no destination is asked for more, and all of them truncate.
 */
export function spelledAlike({ correlationId = '', operation, status, time }: EventIdentity): string {
  return [correlationId.toLowerCase(), operation.toLowerCase(), foldStatus(status), Math.floor(time.getTime() / 1000)].join('\n');
}

/** An outcome by its meaning, because the lakes keep no more of it; another word by itself. */
export function foldStatus(status: string): string {
  const { id, word } = readStatus({
    resultType: status || undefined,
    resultSignature: undefined,
    subStatus: undefined,
    statusCode: undefined,
  });
  if (id === 1) return 'success';
  if (id === 2) return 'failure';
  const folded = word?.toLowerCase() ?? 'unknown';
  return stages.get(folded) ?? folded;
}

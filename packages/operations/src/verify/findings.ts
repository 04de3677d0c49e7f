import { type ActivityLogSource, isUnreadable } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { EventIdentity } from '../events/event-identity';
import type { TimeRange } from '../events/time-range';
import { rowKey } from './hourly-identities';
import { contentDigest, idDigest } from './identity-rows';
import type { Finding, UnreadableFinding } from './verify-report';

/** The identities behind rows of one hour: comparing keeps only hashes, so what is to be listed is read once more. */
export interface SourceFindings {
  readonly missing: readonly Finding[];
  readonly unreadable: readonly Omit<UnreadableFinding, 'keptIn'>[];
}

/** @param keys of `rowKey` */
export async function findInSource(source: ActivityLogSource, range: TimeRange, keys: ReadonlySet<string>): Promise<SourceFindings> {
  const left = new Set(keys);
  const missing: Finding[] = [];
  const unreadable: Omit<UnreadableFinding, 'keptIn'>[] = [];
  for await (const record of source.records(range)) {
    const [id, bytes] = isUnreadable(record) ? [record.id, undefined] : [record.identity.id, record.bytes];
    const key = rowKey(id, bytes);
    if (!left.has(key)) continue;
    // Lines that are too long share the empty id.
    if (id !== '') left.delete(key);
    if (isUnreadable(record)) unreadable.push({ id, reason: record.reason, time: record.time.toISOString(), place: record.place });
    else missing.push(findingOf(record.identity, record.place));
  }
  return { missing, unreadable };
}

/** @param ids of `idDigest` */
export async function findInDestination(destination: Destination, range: TimeRange, ids: ReadonlySet<string>): Promise<readonly Finding[]> {
  const left = new Set(ids);
  const found: Finding[] = [];
  for await (const { identity, place } of destination.events(range))
    if (left.delete(idDigest(identity.id))) found.push(findingOf(identity, place));
  return found;
}

export const noContent = contentDigest(undefined);

function findingOf({ time, ...identity }: EventIdentity, place: string): Finding {
  return { ...identity, time: time.toISOString(), place };
}

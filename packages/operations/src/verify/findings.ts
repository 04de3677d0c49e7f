import { type ActivityLogSource, isUnreadable } from '../events/activity-log-source';
import type { Destination } from '../events/destination';
import type { EventIdentity } from '../events/event-identity';
import type { TimeRange } from '../events/time-range';
import { rowKey } from './hourly-identities';
import { contentDigest, idDigest } from './identity-rows';
import type { Finding, UnreadableFinding } from './verify-report';

/** The identities behind rows of one hour: comparing keeps only hashes, so what is to be listed is read once more. */
export interface SourceFindings {
  readonly missing: readonly SourceFinding[];
  readonly unreadable: readonly UnreadableSourceFinding[];
}

export type SourceFinding = Finding & { readonly isUncertain: boolean };

export interface UnreadableSourceFinding extends Omit<UnreadableFinding, 'keptIn'> {
  readonly isUncertain: boolean;
  readonly messageId: string | undefined;
}

/** @param keys of `rowKey` */
export async function findInSource(source: ActivityLogSource, range: TimeRange, keys: ReadonlySet<string>): Promise<SourceFindings> {
  const missing = new Map<string, SourceFinding>();
  const unreadable = new Map<string, UnreadableSourceFinding>();
  for await (const record of source.records(range)) {
    const { isUncertain = false, place } = record;
    if (isUnreadable(record)) {
      const { id, messageId, reason, time } = record;
      const key = rowKey(id, undefined);
      // Lines that are too long share the empty id.
      const ownKey = id === '' ? place : key;
      if (!keys.has(key) || unreadable.get(ownKey)?.isUncertain === false) continue;
      unreadable.set(ownKey, { id, reason, time: time.toISOString(), place, isUncertain, messageId });
    } else {
      const key = rowKey(record.identity.id, record.bytes);
      if (!keys.has(key) || missing.get(key)?.isUncertain === false) continue;
      missing.set(key, { ...findingOf(record.identity, place), isUncertain });
    }
  }
  return { missing: [...missing.values()], unreadable: [...unreadable.values()] };
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

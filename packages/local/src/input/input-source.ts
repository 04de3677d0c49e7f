import { createHash } from 'node:crypto';
import { isJsonObject, readNamedSubscription, readRecord } from '@audit-bridge/activity-log';
import type { RecordSource, SourceRecord } from '../records/record-source';
import { inputRecords } from './input-records';

/** Stands in for the subscription of an input that names none. */
const namelessSubscriptionId = '00000000-0000-0000-0000-000000000000';
const recordsPerHour = 500;
const maxHours = 4;

/**
 * The records of a person's export. The configured subscriptions are those that the input names: first the activity log's, in the order in
 * which they come up, then those of other logs among the records. Records that name none go with the first one's. Reads the files twice: now, to know what is in them, and when the records are wanted.
 *
 * @throws {InputError} when a file cannot be used
 */
export async function inputSource(paths: readonly string[]): Promise<RecordSource> {
  const { subscriptionIds, recordCount, sha256 } = await survey(paths);
  const hours = Math.min(maxHours, Math.ceil(recordCount / recordsPerHour));
  const [first = namelessSubscriptionId] = subscriptionIds;
  return {
    description: `${recordCount.toLocaleString('en')} records of ${paths.length === 1 ? paths[0] : `${paths.length} files`}`,
    fingerprint: `input ${sha256}`,
    subscriptionIds: subscriptionIds.length === 0 ? [first] : subscriptionIds,
    recordCount,
    hours,
    async *read(): AsyncGenerator<SourceRecord> {
      let index = 0;
      for (const path of paths) {
        for await (const bytes of inputRecords(path)) {
          const hour = Math.min(hours - 1, Math.floor((index++ * hours) / recordCount));
          yield { bytes, subscriptionId: subscriptionOf(bytes) ?? first, hour };
        }
      }
    },
  };
}

async function survey(paths: readonly string[]) {
  const subscriptionIds = new Set<string>();
  const foreignSubscriptionIds = new Set<string>();
  const hash = createHash('sha256');
  let recordCount = 0;
  for (const path of paths) {
    for await (const bytes of inputRecords(path)) {
      recordCount++;
      hash.update(bytes).update('\n');
      const subscriptionId = subscriptionOf(bytes);
      if (subscriptionId !== undefined) subscriptionIds.add(subscriptionId);
      else for (const id of foreignSubscriptions(bytes)) foreignSubscriptionIds.add(id);
    }
  }
  return { subscriptionIds: [...new Set([...subscriptionIds, ...foreignSubscriptionIds])], recordCount, sha256: hash.digest('hex') };
}

function subscriptionOf(record: Buffer): string | undefined {
  const outcome = readRecord(record);
  return outcome.kind === 'record' ? outcome.record.subscriptionId : undefined;
}

/** Of a record that is none of the activity log's: it must be refused for that, and not for its subscription. */
function foreignSubscriptions(record: Buffer): readonly string[] {
  const text = record.toString();
  try {
    const value: unknown = JSON.parse(text);
    const id = isJsonObject(value) ? readNamedSubscription(value, text) : undefined;
    return id === undefined ? [] : [id];
  } catch {
    return [];
  }
}

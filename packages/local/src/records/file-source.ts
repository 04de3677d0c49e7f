import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { readRecord } from '@audit-bridge/activity-log';
import { inputRecords } from '../input/input-records';
import type { RecordSource, SourceRecord } from './record-source';

/** Where records go that name no subscription, in an input in which none does. */
const noSubscription = '00000000-0000-0000-0000-000000000000';

/**
 * The records of real exports. They are read twice: first for the subscriptions that the input holds, which are then the configured ones.
 *
 * @throws {InputError} when a file holds no records
 */
export async function fileSource(paths: readonly string[]): Promise<RecordSource> {
  const subscriptionIds = new Set<string>();
  const hash = createHash('sha256');
  let recordCount = 0;
  for await (const bytes of recordsOf(paths)) {
    recordCount += 1;
    hash.update(bytes).update('\n');
    const subscriptionId = subscriptionOf(bytes);
    if (subscriptionId !== undefined) subscriptionIds.add(subscriptionId);
  }
  const [first = noSubscription, ...others] = [...subscriptionIds].sort();
  return {
    description: `${recordCount.toLocaleString('en')} records of ${paths.map(path => basename(path)).join(', ')}`,
    fingerprint: `records ${hash.digest('hex')}`,
    subscriptionIds: [first, ...others],
    recordCount,
    hours: 1,
    async *read(): AsyncGenerator<SourceRecord> {
      for await (const bytes of recordsOf(paths)) yield { bytes, subscriptionId: subscriptionOf(bytes) ?? first, hour: 0 };
    },
  };
}

async function* recordsOf(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    for await (const record of inputRecords(path)) if (record.toString('latin1').trim() !== '') yield record;
  }
}

function subscriptionOf(bytes: Buffer): string | undefined {
  const outcome = readRecord(bytes);
  return outcome.kind === 'record' ? outcome.record.subscriptionId : undefined;
}

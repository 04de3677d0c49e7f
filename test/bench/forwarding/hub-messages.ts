import type { HubMessage } from '@audit-bridge/activity-log-forwarder/hub-message';
import { sampleRecords } from '../processing/repeated-blob';

/** What Azure Monitor puts into one message: some 200 kB. */
const recordsPerMessage = 100;

/** Records of every kind as the messages of one partition. Same number, same bytes. */
export function hubMessages(records: number): readonly HubMessage[] {
  const messages: HubMessage[] = [];
  let bodies: Buffer[] = [];
  const close = () => {
    if (bodies.length === 0) return;
    const bytes = Buffer.from(`{"records":[${bodies.join(',')}]}`);
    messages.push({ bytes, sequenceNumber: messages.length, offset: String(messages.length), enqueuedAt: '2026-11-20T12:00:00.000Z' });
    bodies = [];
  };
  for (const { bytes } of sampleRecords(records)) {
    bodies.push(bytes);
    if (bodies.length === recordsPerMessage) close();
  }
  close();
  return messages;
}

import { createHash } from 'node:crypto';
import { readRecord } from '@audit-bridge/activity-log';
import { prepareEvent } from '@audit-bridge/cloudtrail-events';
import type { Bench } from '../bench';
import { benchRow } from '../bench-row';
import { measureInTurns } from '../measure';
import { sampleRecords } from '../processing/repeated-blob';

const context = { recipientAccountId: '123456789012', source: { blob: 'blob', offset: 0, lengthBytes: 0 } };

/** What one record costs, from its bytes to an event that is ready to be sent. */
export const transform: Bench = {
  name: 'transform',
  purpose: 'transform of one record, against JSON.parse + SHA-256 + two JSON.stringify of it',
  async run({ quick, progress }) {
    const count = quick ? 500 : 20_000;
    const rounds = quick ? 3 : 15;
    progress(`transform of ${count} records, ${rounds} times, and the work that nobody can avoid`);
    const records = [...sampleRecords(count)].map(({ bytes }) => bytes);
    const { value, reference } = await measureInTurns(rounds, {
      value: () => microsecondsPerRecord(records, transformRecord),
      reference: () => microsecondsPerRecord(records, unavoidableWork),
    });
    return [benchRow('transform of one record', 'us', value, reference, { comparison: '<=', ratio: 1.5 })];
  },
};

function transformRecord(bytes: Buffer): number {
  const outcome = readRecord(bytes);
  return outcome.kind === 'record' ? prepareEvent(outcome.record, context).entryBytes : 0;
}

/** An event holds the record as text (one `stringify`), and the request holds the event as text within text (another one). */
function unavoidableWork(bytes: Buffer): number {
  const id = createHash('sha256').update(bytes).digest('hex');
  const eventData = JSON.stringify(JSON.parse(bytes.toString()));
  return JSON.stringify({ id, eventData }).length;
}

/** The sum keeps the work from being optimised away. */
let workDone = 0;

/** Of processor time: a machine that does other things at the same moment changes nothing. */
function microsecondsPerRecord(records: readonly Buffer[], work: (bytes: Buffer) => number): number {
  const before = process.cpuUsage();
  for (const bytes of records) workDone += work(bytes);
  const { user, system } = process.cpuUsage(before);
  if (workDone === 0) throw new Error('Nothing was transformed.');
  return (user + system) / records.length;
}

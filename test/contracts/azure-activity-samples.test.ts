import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutRecords, readRecord } from '@audit-bridge/activity-log';
import { checkEvent, prepareEvent } from '@audit-bridge/cloudtrail-events';

const folder = join(process.env.AUDIT_BRIDGE_SAMPLES ?? join(__dirname, '../../../shared/samples'), 'azure-activity');
const available = existsSync(folder);
const suite = available ? describe : describe.skip;
const recipientAccountId = '210987654321';

function recordsOf(file: string): readonly Buffer[] {
  const outcome = cutRecords(readFileSync(join(folder, file)));
  if ('malformed' in outcome) throw new Error(`${file}: ${outcome.malformed}`);
  return outcome.records;
}

suite('real activity log records (skipped without the shared samples or AUDIT_BRIDGE_SAMPLES)', () => {
  const records = available ? readdirSync(folder).flatMap(recordsOf) : [];
  const outcomes = records.map(readRecord);

  it('are mapped, or refused with a reason', () => {
    const counts = new Map<string, number>();
    for (const outcome of outcomes) {
      const word = outcome.kind === 'record' ? 'record' : outcome.reason;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ record: 26, ForeignLog: 21, MissingTime: 6 });
  });

  it('become events that CloudTrail takes', () => {
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind === 'refused') continue;
      const source = { blob: 'PT1H.json', offset: index, lengthBytes: outcome.record.bytes.length };
      const { eventData } = prepareEvent(outcome.record, { recipientAccountId, source });
      expect({ index, problems: checkEvent(eventData, { recipientAccountId }) }).toEqual({ index, problems: [] });
    }
  });
});

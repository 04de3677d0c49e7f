import { readRecord } from '@audit-bridge/activity-log';
import { checkEvent, type PreparedEvent, prepareEvent } from '@audit-bridge/cloudtrail-events';
import { layOut, listGoldenPairs, recordExpected } from './golden-pairs';

const recipientAccountId = '210987654321';
const source = { blob: 'resourceId=/SUBSCRIPTIONS/7C1F0A52/y=2026/m=03/d=02/h=09/m=00/PT1H.json', offset: 4096, lengthBytes: 2048 };

function prepare(input: Buffer): PreparedEvent {
  const outcome = readRecord(input);
  if (outcome.kind === 'refused') throw new Error(`${outcome.reason}: ${outcome.message}`);
  return prepareEvent(outcome.record, { recipientAccountId, source });
}

describe.each(listGoldenPairs('azure-activity', '.expected.json'))('azure-activity: $name', pair => {
  const event = prepare(pair.input);

  it('maps to the recorded CloudTrail event', () => {
    const actual = layOut(event.eventData);
    expect(actual).toBe(recordExpected(pair, actual));
  });

  it('becomes an event that CloudTrail takes', () => {
    expect(checkEvent(event.eventData, { recipientAccountId })).toEqual([]);
    expect(JSON.parse(event.entry)).toEqual({ id: event.id, eventData: event.eventData });
    expect(event.entryBytes).toBe(Buffer.byteLength(event.entry));
  });

  it('maps to the same text again', () => {
    expect(prepare(pair.input).entry).toBe(event.entry);
  });
});

import { createHash } from 'node:crypto';
import { readRecord } from '@audit-bridge/activity-log';
import { checkEvent, prepareEvent } from '@audit-bridge/cloudtrail-events';
import { assert, dictionary, jsonValue, property, string } from 'fast-check';
import { anyCharacter } from './any-character';

const recipientAccountId = '210987654321';
const source = { blob: 'PT1H.json', offset: 7, lengthBytes: 11 };
const minimal = '"time":"2026-03-02T09:15:42.73Z","category":"Administrative","operationName":"Microsoft.Storage/storageAccounts/write"';
const line = (members = '') => Buffer.from(`{${minimal}${members && `,${members}`}}`);

function reasonFor(bytes: Buffer): string {
  const outcome = readRecord(bytes);
  return outcome.kind === 'record' ? 'record' : outcome.reason;
}

function eventOf(bytes: Buffer) {
  const outcome = readRecord(bytes);
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return prepareEvent(outcome.record, { recipientAccountId, source });
}

describe('bad input', () => {
  it.each([
    ['MalformedJson', '{"time":'],
    ['MalformedJson', ''],
    ['MalformedJson', '{"a":1} {"b":2}'],
    ['MalformedJson', "{'a':1}"],
    ['MalformedJson', '{"a":NaN}'],
    ['NotAnObject', '[1]'],
    ['NotAnObject', '"text"'],
    ['NotAnObject', 'null'],
    ['NotAnObject', '12345678901234567890'],
    ['ForeignLog', '{"time":"2026-03-02T09:15:42Z","category":"SignInLogs","operationName":"Sign-in activity"}'],
    ['ForeignLog', '{"time":"2026-03-02T09:15:42Z","operationName":"GetBlob","callerIpAddress":"10.0.0.1:42781"}'],
    ['ForeignLog', '{"category":"StorageRead"}'],
    ['ForeignLog', '{}'],
    ['MissingTime', '{"category":"Administrative"}'],
    ['MissingTime', '{"category":"Policy","time":null}'],
    ['MissingTime', '{"category":"Policy","time":" "}'],
    ['UnusableTime', '{"category":"Policy","time":"yesterday"}'],
    ['UnusableTime', '{"category":"Policy","time":"0001-01-01T00:00:00Z"}'],
    ['UnusableTime', '{"category":"Policy","time":"2026-02-30T00:00:00Z"}'],
    ['UnusableTime', '{"category":"Policy","time":1772442942}'],
    ['record', `\ufeff  {${minimal}}\r`],
  ])('%s: %s', (reason, text) => {
    expect(reasonFor(Buffer.from(text))).toBe(reason);
  });

  it('refuses bytes that are no UTF-8 before it looks at the text', () => {
    expect(reasonFor(Buffer.concat([line().subarray(0, -1), Buffer.from(',"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]))).toBe(
      'InvalidUtf8',
    );
    expect(reasonFor(Buffer.from([0xff]))).toBe('InvalidUtf8');
  });

  it('refuses ten thousand levels, as objects and as lists, and takes what is nested as deeply in a text as text', () => {
    const objects = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const lists = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    expect(reasonFor(line(`"properties":${objects}`))).toBe('TooDeep');
    expect(reasonFor(line(`"properties":{"requestbody":${lists}}`))).toBe('TooDeep');
    const { eventData } = eventOf(line(`"properties":${JSON.stringify(objects)}`));
    expect(checkEvent(eventData, { recipientAccountId })).toEqual([]);
  });

  it('never quotes the record in a message: messages are logged', () => {
    const outcome = readRecord(Buffer.from('{"password": hunter2}'));
    expect(outcome).toEqual({ kind: 'refused', reason: 'MalformedJson', message: expect.not.stringContaining('hunter2') });
  });

  it('gives the id of the own bytes, without what stands around them', () => {
    const own = line('"n":1.10');
    const id = createHash('sha256').update(own).digest('hex');
    expect(eventOf(Buffer.concat([Buffer.from('\ufeff '), own, Buffer.from(' \r')])).id).toBe(id);
  });

  it('takes eventDataId as the id, trimmed, where it can be one', () => {
    expect(eventOf(line('"eventDataId":" 5150a1b2-c3d4_X "')).id).toBe('5150a1b2-c3d4_X');
    expect(eventOf(line(`"eventDataId":"${'a'.repeat(129)}"`)).id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps every digit, also within properties as text', () => {
    const numbers = '{"big":12345678901234567890,"small":1.00000000000000001,"huge":1e400,"text":"\\u0001: 12345678901234567890,"}';
    expect(eventOf(line(`"properties":${numbers}`)).eventData).toContain(
      '"big":12345678901234567890,"small":1.00000000000000001,"huge":1e400',
    );
    expect(eventOf(line(`"properties":${JSON.stringify(numbers)}`)).eventData).toContain(
      '"big":12345678901234567890,"small":1.00000000000000001,"huge":1e400',
    );
  });

  it('takes the last of repeated keys', () => {
    expect(JSON.parse(eventOf(line('"level":"Error","level":"Warning"')).eventData).additionalEventData.level).toBe('Warning');
  });

  it.each([
    ['a request body', body => `"properties":{"requestbody":${JSON.stringify(body)}}`],
    ['properties', body => `"properties":{"message":${JSON.stringify(body)}}`],
    ['properties as text', body => `"properties":${JSON.stringify(body)}`],
    ['a list', body => `"properties":{"message":[${JSON.stringify(body)}]}`],
    ['a key', body => `"properties":{${JSON.stringify(body)}:1}`],
    ['a name', body => `"caller":${JSON.stringify(`${body}@quay.example`)}`],
    ['an operation', body => `"operationName":${JSON.stringify(`Microsoft.Storage/${body}`)}`],
    ['an action', body => `"authorization":{"action":${JSON.stringify(body)}}`],
  ] as [string, (body: string) => string][])('cuts %s of megabytes, marked, on whole characters', (_, members) => {
    for (const character of ['a', '"', '\u0001', 'é', '🚢']) {
      const bytes = line(members(`x${character.repeat((character === 'a' ? 5_000_000 : 300_000) / Buffer.byteLength(character))}`));
      const { eventData, entryBytes } = eventOf(bytes);
      expect(checkEvent(eventData, { recipientAccountId })).toEqual([]);
      expect(entryBytes).toBeLessThan(700_000);
      expect(eventData).toMatch(/ \[cut, \d+ (?:bytes|characters) in all\]/);
      expect(eventData).not.toMatch(/\\ud[89ab]/i);
      expect(JSON.parse(eventData).additionalEventData.cut.record).toEqual(source);
    }
  });

  it('cuts twenty thousand small members', () => {
    const members = Array.from({ length: 20_000 }, (_unused, index) => `"k${index}":"v"`).join(',');
    const { eventData } = eventOf(line(`"properties":{${members}}`));
    expect(checkEvent(eventData, { recipientAccountId })).toEqual([]);
    const { eventData: ofEnvelope } = eventOf(line(members));
    expect(checkEvent(ofEnvelope, { recipientAccountId })).toEqual([]);
  });

  it('maps any members to an event that CloudTrail takes', () => {
    assert(
      property(
        dictionary(string({ unit: anyCharacter }), jsonValue({ stringUnit: anyCharacter })),
        jsonValue({ stringUnit: anyCharacter }),
        (members, value) => {
          const shapes = { ...members, properties: value, identity: { claims: value, authorization: value }, caller: value, level: value };
          const bytes = Buffer.from(JSON.stringify({ ...shapes, time: '2026-03-02T09:15:42Z', category: 'Policy' }));
          const first = eventOf(bytes);
          expect(checkEvent(first.eventData, { recipientAccountId })).toEqual([]);
          expect(eventOf(bytes).entry).toBe(first.entry);
          expect(Buffer.byteLength(first.entry)).toBe(first.entryBytes);
        },
      ),
      { numRuns: 100 },
    );
  });
});

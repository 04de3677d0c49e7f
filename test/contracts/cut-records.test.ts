import { cutRecords } from '@audit-bridge/activity-log';
import { array, assert, constantFrom, dictionary, jsonValue, property, string, uint8Array } from 'fast-check';
import { anyCharacter } from './any-character';

const records = array(dictionary(string({ unit: anyCharacter }), jsonValue({ stringUnit: anyCharacter })), { minLength: 1, maxLength: 4 });
const runs = { numRuns: 40 };
const indents = constantFrom(undefined, 1, '\t', '  ');

function parsed(bytes: Buffer): unknown[] {
  const outcome = cutRecords(bytes);
  if ('malformed' in outcome) throw new Error(outcome.malformed);
  return outcome.records.map(record => JSON.parse(record.toString()) as unknown);
}

const asParsed = (values: unknown): unknown => JSON.parse(JSON.stringify(values)) as unknown;
const isRecord = (value: object) =>
  !Array.isArray((value as { records?: unknown }).records) && !Array.isArray((value as { value?: unknown }).value);

describe('cutRecords, on any records', () => {
  it('sees in an array what a parser sees', () => {
    assert(
      property(records, indents, (values, indent) => {
        const kept = values.filter(isRecord);
        expect(parsed(Buffer.from(JSON.stringify(kept, undefined, indent)))).toEqual(asParsed(kept));
      }),
      runs,
    );
  });

  it('sees in a message what a parser sees', () => {
    assert(
      property(records, indents, (values, indent) => {
        expect(parsed(Buffer.from(JSON.stringify({ before: values, records: values }, undefined, indent)))).toEqual(asParsed(values));
      }),
      runs,
    );
  });

  it('sees in JSON lines what a parser sees', () => {
    assert(
      property(records, values => {
        const kept = values.filter(isRecord);
        expect(parsed(Buffer.from(kept.map(value => JSON.stringify(value)).join('\r\n')))).toEqual(asParsed(kept));
      }),
      runs,
    );
  });

  it('sees one record printed over lines', () => {
    assert(
      property(records, indents, ([value = {}], indent) => {
        if (isRecord(value)) expect(parsed(Buffer.from(JSON.stringify(value, undefined, indent)))).toEqual([asParsed(value)]);
      }),
      runs,
    );
  });

  it('never fails, and never invents a byte, whatever it is given', () => {
    assert(
      property(
        uint8Array(),
        string({ unit: constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '\n', ' ', '1', 'records') }),
        (bytes, text) => {
          for (const message of [Buffer.from(bytes), Buffer.from(text)]) {
            const outcome = cutRecords(message);
            if ('malformed' in outcome) continue;
            for (const record of outcome.records) expect(message.includes(record)).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

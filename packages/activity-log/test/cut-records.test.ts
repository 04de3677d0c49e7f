import { cutRecords } from '../src/index';

function cut(text: string): string[] {
  const outcome = cutRecords(Buffer.from(text));
  if ('malformed' in outcome) throw new Error(outcome.malformed);
  return outcome.records.map(record => record.toString());
}

describe('cutRecords', () => {
  it.each([
    ['an Event Hubs message', '{"records":[{"a":1},{"b":2}]}', ['{"a":1}', '{"b":2}']],
    ['an envelope with other keys around it', '{"x":{"y":[1]},"records":[{"a":1}],"z":"records"}', ['{"a":1}']],
    ['a page of the REST API', '{"value":[{"a":1}],"nextLink":"https://example.invalid"}', ['{"a":1}']],
    ['a batch of messages', '[{"records":[{"a":1}]},{"records":[{"b":2}]}]', ['{"a":1}', '{"b":2}']],
    ['an array', ' [ {"a" : 1} , {"b":2}\n] ', ['{"a" : 1}', '{"b":2}']],
    ['one record', '{"a":1}', ['{"a":1}']],
    ['one pretty-printed record', '{\n  "a": {\n    "b": 1\n  }\n}\n', ['{\n  "a": {\n    "b": 1\n  }\n}']],
    ['pretty-printed records one after another', '{\n "a": 1\n}\n{\n "b": 2\n}', ['{\n "a": 1\n}', '{\n "b": 2\n}']],
    ['JSON lines', '{"a":1}\n\n{"b":2}\r\n', ['{"a":1}', '{"b":2}']],
    ['JSON lines of messages', '{"records":[{"a":1}]}\n{"records":[{"b":2},{"c":3}]}', ['{"a":1}', '{"b":2}', '{"c":3}']],
    ['records on one line', '{"a":1}{"b":2} {"c":3}', ['{"a":1}', '{"b":2}', '{"c":3}']],
    ['an empty message', '', []],
    ['blank lines', ' \r\n\t\n', []],
    ['an empty array', '[ ]', []],
    ['an empty envelope', '{"records":[]}', []],
    ['an empty record', '{}', ['{}']],
  ])('cuts %s', (_, text, records) => {
    expect(cut(text)).toEqual(records);
  });

  it('keeps the bytes as they came: spaces, escapes, numbers, repeated keys', () => {
    const record = '{ "a" :1.10,"n":12345678901234567890, "a":"\\u0041\\"\\\\"}';
    expect(cut(`{"records":[${record}]}`)).toEqual([record]);
  });

  it('is not misled by brackets, quotes and line separators within strings', () => {
    const record = '{"a":"]}\\"[{\\\\","b":"x\u2028y","records":"[1]"}';
    expect(cut(`[${record},${record}]`)).toEqual([record, record]);
  });

  it('takes a record with a list called records for a record', () => {
    const record = '{"operationName":"a/b/write","records":[{"a":1}]}';
    expect(cut(record)).toEqual([record]);
  });

  it('takes a byte order mark off', () => {
    expect(cut('\ufeff{"a":1}\n\ufeff{"b":2}')).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('lets a damaged line out alone and keeps those behind it', () => {
    expect(cut('{"a":1}\n{"b":"cut off\n{"c":3}\nno json\n{"d":4}')).toEqual(['{"a":1}', '{"b":"cut off', '{"c":3}', 'no json', '{"d":4}']);
    expect(cut('{"b":"cut off\n{"c":3}\n{"d":4} behind')).toEqual(['{"b":"cut off', '{"c":3}', '{"d":4} behind']);
  });

  it('lets elements that are no objects out, for the reader to refuse', () => {
    expect(cut('[1,"a",null,[{"b":2}],{"c":3}]')).toEqual(['1', '"a"', 'null', '[{"b":2}]', '{"c":3}']);
  });

  it.each(['{"records":[{"a":1}', '[{"a":1},', '[{"a":1} {"b":2}]', '{"a" 1}', '{"a":}', 'text', '{"a', '}', '[{"a":1}]]'])(
    'finds no records in %s',
    text => {
      expect(cutRecords(Buffer.from(text))).toEqual({ malformed: expect.stringContaining('no complete JSON value') });
    },
  );
});

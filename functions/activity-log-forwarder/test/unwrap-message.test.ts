import { unwrapMessage } from '../src/unwrap-message';

const unwrap = (message: string | Buffer) => unwrapMessage(Buffer.from(message as string));
const recordsOf = (message: string | Buffer) => {
  const outcome = unwrap(message);
  return outcome.kind === 'records' ? outcome.records.map(({ bytes }) => bytes.toString()) : outcome.message;
};

describe('unwrapMessage', () => {
  it.each([
    ['what Azure Monitor sends', '{"records":[{"a":1},{"b":2}]}', ['{"a":1}', '{"b":2}']],
    ['white space and other members around the records', ' {"x" : [1], "records" : [ {"a":1} ,\n{"b":2} ] }\n', ['{"a":1}', '{"b":2}']],
    ['a list', '[{"a":1},{"b":2}]', ['{"a":1}', '{"b":2}']],
    ['a list of messages', '[{"records":[{"a":1}]},{"b":2}]', ['{"a":1}', '{"b":2}']],
    ['one record', '{"operationName":"a","records":[1]}', ['{"operationName":"a","records":[1]}']],
    ['a byte order mark', '\ufeff{"records":[{"a":1}]}', ['{"a":1}']],
    ['characters of several bytes', '{"é":"\u{1f600}","records":[{"a":"ü\u2028"},{"b":2}]}', ['{"a":"ü\u2028"}', '{"b":2}']],
    ['an element that is no object', '{"records":["text",1,null,[{"a":1}],true]}', ['"text"', '1', 'null', '[{"a":1}]', 'true']],
    ['no records', '{"records":[]}', []],
    ['an empty list', '[]', []],
    ['an empty record', '{}', ['{}']],
    ['records within a record', '{"records":[{"records":[{"a":1}]}]}', ['{"records":[{"a":1}]}']],
  ])('takes %s', (_, message, records) => {
    expect(recordsOf(message)).toEqual(records);
  });

  it('keeps spelling, big numbers, repeated keys and lone surrogates to the byte', () => {
    const record = '{ "n" :12345678901234567890.10, "n":1E400,"a":"\\u0041\\ud800","Level":1,"level":"4" }';
    expect(recordsOf(`{"records":[${record},${record}]}`)).toEqual([record, record]);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \r\n'],
    ['a text', '"text"'],
    ['a number', '5'],
    ['null', 'null'],
    ['no JSON', 'time,operation\n1,2'],
    ['JSON lines', '{"a":1}\n{"b":2}'],
    ['records one after another', '{"a":1}{"b":2}'],
    ['a message that was cut', '{"records":[{"a":1}'],
    ['text behind the message', '{"records":[{"a":1}]} x'],
    ['a trailing comma', '{"records":[{"a":1},]}'],
    ['a trailing comma in a record', '{"records":[{"a":1,}]}'],
    ['NaN', '{"records":[{"a":NaN}]}'],
    ['single quotes', "{'records':[{'a':1}]}"],
    ['a comment', '{"records":[{"a":1}/* */]}'],
    ['a line feed within a string', '{"records":[{"a":"x\ny"}]}'],
    ['something broken around sound records', '{"x":tru,"records":[{"a":1}]}'],
    ['records twice', '{"records":[{"a":1}],"records":[{"b":2}]}'],
    ['records twice, once as something else', '{"records":[{"a":1}],"records":5}'],
    ['records spelled with an escape', '{"\\u0072ecords":[{"a":1}]}'],
    ['records in a list of messages spelled with an escape', '[{"\\u0072ecords":[{"a":1}]}]'],
    ['an operation name spelled with an escape', '{"operation\\u004eame":"a","records":[{"a":1}]}'],
  ])('does not guess at %s', (_, message) => {
    expect(unwrap(message)).toEqual({ kind: 'malformed', message: expect.any(String) });
  });

  it('does not guess at bytes that are no UTF-8', () => {
    const message = Buffer.concat([Buffer.from('{"records":[{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}]}')]);
    expect(unwrap(message)).toEqual({ kind: 'malformed', message: 'The message is no UTF-8.' });
    const utf16 = Buffer.from('{"records":[]}', 'utf16le');
    expect(unwrap(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])).kind).toBe('malformed');
  });

  it('says nothing of a body in its message', () => {
    expect(unwrap('{"records":[{"secret":hidden}]}')).toMatchObject({ message: expect.not.stringMatching(/secret|hidden/) });
  });

  it('takes a message of any depth', () => {
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    expect(recordsOf(`{"x":${deep},"records":[{"a":1}]}`)).toEqual(['{"a":1}']);
    expect(recordsOf(`{"records":[${deep}]}`)).toEqual([deep]);
    expect(unwrap('['.repeat(400_000)).kind).toBe('malformed');
  });
});

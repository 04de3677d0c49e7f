import { recordText } from '../src/record-text';

const rules = { maxBodyBytes: 100, maxFieldBytes: 40 };
const textOf = (record: object) => recordText(record, 7, rules);

describe('recordText', () => {
  it('counts bytes of UTF-8, not characters', () => {
    expect(textOf({ a: '€😀' })).toEqual({ position: 7, json: '{"a":"€😀"}', bytes: Buffer.byteLength('{"a":"€😀"}') });
  });

  it('takes a field of exactly the limit, and names one that is a byte longer without its content', () => {
    expect(() => textOf({ a: `${'€'.repeat(13)}x` })).not.toThrow();
    expect(() => textOf({ name: `${'€'.repeat(13)}xy` })).toThrow(
      expect.objectContaining({ code: 'FieldTooLong', message: expect.stringMatching(/member name has 41 bytes.*longer than 40/) }),
    );
    expect(() => textOf({ name: 'secret-content'.repeat(4) })).not.toThrow('secret');
  });

  it('measures a nested value as its JSON', () => {
    expect(() => textOf({ list: ['x'.repeat(20), 'y'.repeat(20)] })).toThrow(expect.objectContaining({ code: 'FieldTooLong' }));
  });

  it('takes a record that fills a request alone, and refuses one that is a byte longer', () => {
    const names = ['aaa', 'bbb', 'cc'];
    const sized = (last: number) => Object.fromEntries(names.map((name, index) => [name, 'x'.repeat(index === 2 ? last : 33)]));
    expect(textOf(sized(5)).bytes).toBe(98);
    expect(() => textOf(sized(6))).toThrow(
      expect.objectContaining({ code: 'RecordTooLarge', message: expect.stringContaining('99 bytes') }),
    );
  });

  it.each([
    ['a number that JSON does not know', { a: 1n }],
    ['a record that is nothing', { toJSON: () => undefined }],
    ['a nested value that holds itself', Object.assign({ a: {} }, { a: circular() })],
  ])('refuses %s', (_, record) => {
    expect(() => textOf(record)).toThrow(expect.objectContaining({ code: 'NotJson' }));
  });

  function circular(): object {
    const one: { self?: object } = {};
    one.self = one;
    return one;
  }
});

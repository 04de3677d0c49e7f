import { collectorMembers, columnEnding } from '../src/collector-columns';

const time = '2026-11-21T03:00:00.000Z';

describe('columnEnding', () => {
  it.each([
    ['plain', '_s'],
    ['', '_s'],
    ['123456789012', '_s'],
    ['run-2026-11-21T03:00:00Z', '_s'],
    ['attempt-8145d822-13a7-44ad-859c-36f31a84f6dd', '_s'],
    ['f'.repeat(64), '_s'],
    [time, '_t'],
    ['2026-11-21T03:00:00Z', '_t'],
    [1.5, '_d'],
    [0, '_d'],
    [false, '_b'],
  ])('%j is %s', (value, ending) => {
    expect(columnEnding(value)).toBe(ending);
  });

  it.each([
    '8145d822-13a7-44ad-859c-36f31a84f6dd',
    '8145D82213A744AD859C36F31A84F6DD',
    '{8145d822-13a7-44ad-859c-36f31a84f6dd}',
    '2026-11-21',
    '2026-11-21T03:00:00',
    '2026-11-21 03:00:00+01:00',
    Number.NaN,
    { nested: true },
  ])('cannot tell what becomes of %j', value => {
    expect(columnEnding(value)).toBeUndefined();
  });
});

describe('collectorMembers', () => {
  const members = (record: object) => collectorMembers(record, 'loggedDate');

  it('leaves the endings to the service, and the time to the header', () => {
    expect(
      members({
        TimeGenerated: time,
        loggedDate: time,
        user_s: 'ada',
        KeyAgeDays_d: 3,
        IsRoot_b: false,
        CreateDate_t: time,
        gone_s: undefined,
      }),
    ).toEqual({ loggedDate: time, user: 'ada', KeyAgeDays: 3, IsRoot: false, CreateDate: time });
  });

  it.each([
    ['a time that looks like a text', { CreateDate_t: '21 November' }, 'OtherColumn'],
    ['a number in a column of texts', { user_s: 5 }, 'OtherColumn'],
    ['a column without an ending', { user: 'ada' }, 'OtherColumn'],
    ['two columns of one member', { x_s: 'a', x_d: 1 }, 'OtherColumn'],
    ['a name that is too long', { [`${'n'.repeat(44)}_s`]: 'a' }, 'ColumnNameTooLong'],
    ['too many columns', Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`c${index}_d`, index])), 'TooManyColumns'],
    ['no time', { loggedDate: undefined }, 'NoTime'],
    ['a time that is none', { loggedDate: 'yesterday' }, 'NoTime'],
  ])('refuses %s', (_, record, code) => {
    expect(() => members({ loggedDate: time, ...record })).toThrow(expect.objectContaining({ code }));
  });

  it('takes names of 45 characters, 500 columns, and a member that every object has', () => {
    expect(members({ loggedDate: time, [`${'n'.repeat(43)}_s`]: 'a', constructor_s: 'b' })).toMatchObject({ constructor: 'b' });
    const full = Object.fromEntries(Array.from({ length: 499 }, (_, index) => [`c${index}_d`, index]));
    expect(Object.keys(members({ loggedDate: time, ...full }))).toHaveLength(500);
  });

  it.each(['8145d822-13a7-44ad-859c-36f31a84f6dd', 'f'.repeat(32), time, '2026-11-21'])('keeps the text %s in its column', text => {
    const { user } = members({ loggedDate: time, user_s: text });
    expect(user).toBe(`"${text}"`);
    expect(columnEnding(user)).toBe('_s');
  });

  it('names the column, not its value', () => {
    expect(() => members({ loggedDate: time, CreateDate_t: 'private' })).toThrow('CreateDate_t');
    expect(() => members({ loggedDate: time, CreateDate_t: 'private' })).not.toThrow('private');
  });
});

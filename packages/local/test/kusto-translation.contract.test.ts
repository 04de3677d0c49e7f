import { metricQuery, metricsOverTime } from '@audit-bridge/forwarder-queries';
import {
  answerKusto,
  answerOver,
  type Cell,
  KustoProblemsError,
  type Row,
  traces,
  translateKusto,
  UnfitRowError,
  UnsupportedKustoError,
  workspaceTables,
} from '../src/kusto';

const now = new Date('2026-11-21T10:00:00.250Z');
const ask = async (kusto: string, rows: readonly Row[] = [{}]): Promise<readonly (readonly Cell[])[]> =>
  (await answerKusto(kusto, rows, { now, tableName: 'T_CL' })).rows;
/** One row of these expressions, over one row of the table. */
const evaluate = async (expressions: readonly string[], row: Row = {}) =>
  (await ask(`T_CL | project ${expressions.map((expression, index) => `c${index} = ${expression}`).join(', ')}`, [row]))[0];

/** Rows of `user_s` and `KeyAgeDays_d`. */
const people = (...rows: readonly (readonly [string, number?])[]): readonly Row[] =>
  rows.map(([user_s, KeyAgeDays_d]) => ({ user_s, KeyAgeDays_d }));

describe('values', () => {
  it('are empty texts where a text is missing, and null elsewhere', async () => {
    expect(
      await evaluate([
        'user_s',
        'isnull(user_s)',
        'isempty(user_s)',
        'isnotempty(user_s)',
        'KeyAgeDays_d',
        'isnull(KeyAgeDays_d)',
        'isnotnull(IsRoot_b)',
      ]),
    ).toEqual(['', false, true, false, null, true, false]);
  });

  it('are unequal to nothing, and nothing is known of two nothings', async () => {
    const comparisons = [
      'KeyAgeDays_d == 1',
      'not(KeyAgeDays_d == 1)',
      'KeyAgeDays_d != 1',
      'KeyAgeDays_d == DaysSinceLastUse_d',
      'KeyAgeDays_d < 1',
    ];
    expect(await evaluate(comparisons)).toEqual([false, true, true, null, null]);
    expect(await evaluate(['IsRoot_b != true', 'iff(IsRoot_b, "yes", "no")', 'case(IsRoot_b, 1, NeverUsed_b, 2, 3)'])).toEqual([
      true,
      'no',
      3,
    ]);
  });

  it('are texts compared by case, unless a tilde stands there', async () => {
    expect(
      await evaluate(['user_s == "Ann"', 'user_s =~ "ANN"', 'user_s in ("ann", "bob")', 'user_s !in ("ann")', 'user_s !~ "ANN"'], {
        user_s: 'ann',
      }),
    ).toEqual([false, true, true, false, false]);
    expect(await evaluate([`"it's \\"so\\"\\\\"`, "'a\\tb'", '@"c:\\x"'])).toEqual([`it's "so"\\`, 'a\tb', 'c:\\x']);
  });

  it('are coalesced past empty texts', async () => {
    expect(await evaluate(['coalesce(user_s, UserArn_s, "nobody")', 'coalesce(KeyAgeDays_d, 7.5)', 'strcat("a", user_s, "-", 5)'])).toEqual(
      ['nobody', 7.5, 'a-5'],
    );
  });

  it('are times in UTC, and spans between them', async () => {
    const row = { CreateDate_t: '2026-10-31T23:30:00Z', LastUsedDate_t: '2026-11-01T00:15:00Z' };
    expect(
      await evaluate(
        ['now()', 'ago(1d)', 'CreateDate_t + 1h', 'startofmonth(LastUsedDate_t)', 'bin(CreateDate_t, 1h)', 'datetime(2026-01-31)'],
        row,
      ),
    ).toEqual([
      '2026-11-21T10:00:00.250Z',
      '2026-11-20T10:00:00.250Z',
      '2026-11-01T00:30:00.000Z',
      '2026-11-01T00:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
      '2026-01-31T00:00:00.000Z',
    ]);
    // Boundaries are counted, not whole units.
    expect(
      await evaluate(
        [
          'datetime_diff("month", LastUsedDate_t, CreateDate_t)',
          'datetime_diff("hour", LastUsedDate_t, CreateDate_t)',
          '(LastUsedDate_t - CreateDate_t) / 1h',
          'LastUsedDate_t - CreateDate_t > 45m',
        ],
        row,
      ),
    ).toEqual([1, 1, 0.75, false]);
    expect(
      await evaluate(
        [
          'CreateDate_t < LastUsedDate_t - 1.5h',
          'CreateDate_t < LastUsedDate_t - 0.5 * 1h',
          'CreateDate_t between (datetime(2026-10-01) .. datetime(2026-11-01))',
        ],
        row,
      ),
    ).toEqual([false, true, true]);
  });

  it('are bins of a week that begin where the year 1 began, on a Monday', async () => {
    expect(await evaluate(['bin(CreateDate_t, 7d)'], { CreateDate_t: '2026-11-21T10:00:00Z' })).toEqual(['2026-11-16T00:00:00.000Z']);
  });

  it('are whole numbers where whole numbers are divided', async () => {
    expect(await evaluate(['7 / 2', '7 / 2.0', '-7.5', 'tolong(2.9)', 'bin(17, 5)', 'min_of(3, 2)', 'tostring(12)'])).toEqual([
      3,
      3.5,
      -7.5,
      2,
      15,
      2,
      '12',
    ]);
  });
});

describe('operators', () => {
  it('sort downwards unless told otherwise, with nulls as the smallest', async () => {
    const rows = people(['a', 1], ['b'], ['c', 3]);
    expect(await ask('T_CL | sort by KeyAgeDays_d | project user_s', rows)).toEqual([['c'], ['a'], ['b']]);
    expect(await ask('T_CL | order by KeyAgeDays_d asc | project user_s', rows)).toEqual([['b'], ['a'], ['c']]);
    expect(await ask('T_CL | top 2 by KeyAgeDays_d | project user_s', rows)).toEqual([['c'], ['a']]);
    expect(await ask('T_CL | sort by user_s desc | where user_s != "c" | extend x = 1 | take 1 | project user_s', rows)).toEqual([['b']]);
  });

  it('keep, make and drop columns', async () => {
    expect(
      await ask('T_CL | project a = user_s, b = KeyAgeDays_d | extend b = b + 1, c = strcat(a, "!") | project-away a', people(['ann', 1])),
    ).toEqual([[2, 'ann!']]);
    expect(await ask('T_CL | distinct user_s | sort by user_s asc', people(['b'], ['a'], ['b']))).toEqual([['a'], ['b']]);
    expect(await ask('T_CL | where KeyAgeDays_d > 1 | count', people(['a', 1], ['b', 2], ['c']))).toEqual([[1]]);
  });

  it('summarize by groups, and nothing to one row where there is no group', async () => {
    const rows = people(['a', 1], ['a', 4], ['b', 2], ['b']);
    expect(
      await ask(
        'T_CL | summarize n = count(), high = max(KeyAgeDays_d), some = countif(KeyAgeDays_d > 1), many = count() > 1 by who = user_s | sort by who asc',
        rows,
      ),
    ).toEqual([
      ['a', 2, 4, 1, true],
      ['b', 2, 2, 1, true],
    ]);
    expect(
      await ask('T_CL | summarize count(), max(TimeGenerated), take_any(user_s), make_set(user_s), maxif(KeyAgeDays_d, IsRoot_b)', []),
    ).toEqual([[0, null, '', [], null]]);
    expect(await ask('T_CL | summarize count() by user_s', [])).toEqual([]);
    expect(
      await ask(
        'T_CL | summarize count_distinct(user_s), dcountif(user_s, user_s != "a"), strcat_array(array_sort_asc(make_set(user_s)), "+")',
        rows,
      ),
    ).toEqual([[2, 1, 'a+b']]);
  });

  it('take the whole row of an extreme, and one without the value only where no row has it', async () => {
    const rows = people(['a', 1], ['b', 9], ['c']);
    expect(await ask('T_CL | summarize arg_max(KeyAgeDays_d, user_s), arg_min(KeyAgeDays_d, user_s)', rows)).toEqual([[9, 'b', 1, 'a']]);
    expect(
      await ask('T_CL | project user_s, KeyAgeDays_d, Status_s | summarize arg_max(KeyAgeDays_d, *) by Status_s', people(['c'])),
    ).toEqual([['', null, 'c']]);
  });

  const left = 'let l = T_CL | where IsRoot_b | project user_s, n = KeyAgeDays_d;';
  const right = 'let r = T_CL | where not(IsRoot_b) | project user_s, m = KeyAgeDays_d, note = Status_s;';
  const both = [
    ...people(['a', 1], ['a', 2], ['b', 3]).map(row => ({ ...row, IsRoot_b: true })),
    ...people(['a', 10], ['a', 20], ['c', 30]).map(row => ({ ...row, IsRoot_b: false, Status_s: 'x' })),
  ];

  it.each<[string, readonly (readonly Cell[])[]]>([
    [
      'join kind=inner r on user_s | project n, m',
      [
        [1, 10],
        [1, 20],
        [2, 10],
        [2, 20],
      ],
    ],
    ['join kind=leftouter r on user_s | project n, m, user_s1, note | where n == 3', [[3, null, '', '']]],
    ['join kind=fullouter r on $left.user_s == $right.user_s | where isempty(user_s) | project n, m, user_s1', [[null, 30, 'c']]],
    ['join kind=rightouter r on user_s | where isempty(user_s) | project n, m', [[null, 30]]],
    ['join kind=leftanti r on user_s | project n, m = 0.0', [[3, 0]]],
    [
      'join kind=leftsemi r on user_s | project n, m = 0.0',
      [
        [1, 0],
        [2, 0],
      ],
    ],
    [
      'lookup kind=inner r on user_s | project n, m',
      [
        [1, 10],
        [1, 20],
        [2, 10],
        [2, 20],
      ],
    ],
    ['lookup r on user_s | where isnull(m) | project n, m, note', [[3, null, '']]],
    [
      'where user_s in (r) | project n, m = 0.0',
      [
        [1, 0],
        [2, 0],
      ],
    ],
    [
      'where n > toscalar(r | summarize min(m) / 10) | project n, m = 0.0',
      [
        [2, 0],
        [3, 0],
      ],
    ],
  ])('combine tables: %s', async (operators, expected) => {
    expect(await ask(`${left}${right} l | ${operators} | sort by n asc, m asc`, both)).toEqual(expected);
  });

  it('join one row of the left side for each key, where no kind is named', async () => {
    expect(await ask(`${left}${right} l | join r on user_s | count`, both)).toEqual([[2]]);
  });

  it('put tables below one another, with nothing where one lacks a column', async () => {
    expect(
      await ask(`${left}${right} union l, (r | take 1) | where m == 10 or n == 3 | project user_s, n, m, note | sort by n desc`, both),
    ).toEqual([
      ['b', 3, null, ''],
      ['a', null, 10, 'x'],
    ]);
  });

  it('give a table the columns that it lacks, by a fuzzy union', async () => {
    const kusto = 'union isfuzzy=true (datatable(user_s:string, more:real, text:string)[]), T_CL | project user_s, more, text';
    expect(await ask(kusto, people(['a']))).toEqual([['a', null, '']]);
    expect(await ask(kusto, [])).toEqual([]);
  });

  it('keep a table that a let names, and a value', async () => {
    expect(
      await ask(
        'let days = 2; let m = materialize(T_CL | where KeyAgeDays_d > days); m | union m | summarize n = count()',
        people(['a', 1], ['b', 3]),
      ),
    ).toEqual([[2]]);
  });
});

describe('what is not translated', () => {
  it.each([
    ['an operator', 'T_CL | mv-expand x = range(1, 2) | count', /Line 1: MvExpandOperator is not translated to SQL: mv-expand/],
    ['a function', 'T_CL\n| extend x = hash(user_s)', /Line 2: hash\(string\) is not translated/],
    ['an aggregate', 'T_CL | summarize avg(KeyAgeDays_d)', /avg\(real\)/],
    ['arguments of a function', 'T_CL | extend x = startofmonth(CreateDate_t, 1)', /startofmonth\(datetime, (int|long)\)/],
    ['a join kind', 'T_CL | join kind=rightsemi T_CL on user_s', /join kind=rightsemi/],
    ['a key that may be null', 'T_CL | join kind=inner T_CL on CreateDate_t', /a key of the type datetime/],
    ['a hint', 'T_CL | summarize hint.shufflekey=user_s count() by user_s', /SummarizeOperator's Parameters/],
    ['an order of nulls', 'T_CL | sort by user_s asc nulls last', /the order asc nulls last/],
    ['a wildcard union', 'union withsource=Source T_CL, DCRLogErrors', /UnionOperator's Parameters/],
    ['a table written in the query', 'datatable(a:long)[1, 2] | count', /DataTableExpression's Values/],
    ['a function of its own', 'let f = (x:long) { x + 1 }; T_CL | extend y = f(1)', /FunctionDeclaration|f\(/],
    ['an operator of texts', 'T_CL | where user_s endswith "a"', /EndsWithExpression/],
    ['a type', 'T_CL | extend x = decimal(1.5)', /decimal|Decimal/],
    ['a span that Kusto spells otherwise', 'T_CL | where TimeGenerated > ago(time(1.00:00:00))', /TimespanLiteralExpression/],
    ['a week, which begins on another day', 'T_CL | extend x = datetime_diff("week", now(), CreateDate_t)', /datetime_diff/],
    ['two columns that DuckDB takes for one', 'T_CL | project a = user_s, A = UserArn_s', /by case alone/],
    ['a column that Kusto names itself', 'T_CL | project strcat(user_s, "x")', /a column without a name/],
  ])('is refused by name: %s', (_, kusto, message) => {
    expect(() => translateKusto(kusto, workspaceTables('T_CL'))).toThrow(UnsupportedKustoError);
    expect(() => translateKusto(kusto, workspaceTables('T_CL'))).toThrow(message);
  });

  it('is what Azure would refuse, too', () => {
    expect(() => translateKusto('T_CL\n| where nothing > 1', workspaceTables('T_CL'))).toThrow(KustoProblemsError);
    expect(() => translateKusto('T_CL\n| where nothing > 1', workspaceTables('T_CL'))).toThrow(/line 2: The name 'nothing'/);
  });

  it('is a value that its column cannot hold', async () => {
    await expect(ask('T_CL | count', [{ user_s: 'ann' }, { KeyAgeDays_d: '7' }])).rejects.toThrow(UnfitRowError);
    await expect(ask('T_CL | count', [{ CreateDate_t: 'yesterday' }])).rejects.toThrow(
      /Row 1 of T_CL: CreateDate_t takes a datetime, not "yesterday"/,
    );
  });
});

describe('lines of a function app', () => {
  const at = '2026-11-21T09:20:00.000Z';
  const lines = [
    { timestamp: at, message: '{"service":"f","metrics":{"MessagesIn":3,"ForwardingLagSeconds":1.5}}', severityLevel: 1 },
    { timestamp: at, message: '{"service":"f","metrics":{"MessagesIn":4,"ForwardingLagSeconds":null}}', severityLevel: 1 },
    { timestamp: at, message: 'it names "metrics", and is no object', severityLevel: 1 },
    { timestamp: at, message: '{"metrics" of a line that was cut off', severityLevel: 3 },
  ];
  const askLines = async (kusto: string) => (await answerOver([kusto], [{ table: traces, rows: lines }], now))[0]?.rows;

  it('are counted by the very queries of the alerts and of bridge status', async () => {
    expect(await askLines(metricsOverTime(['MessagesIn'], 'sum', '1h'))).toEqual([['2026-11-21T09:00:00.000Z', 7]]);
    expect(await askLines(metricQuery('ForwardingLagSeconds'))).toEqual([[1.5]]);
    expect(await askLines(metricQuery('MessagesLost'))).toEqual([]);
  });

  it('are searched for whole terms, in any case', async () => {
    const found = (needle: string) => askLines(`traces | where message has ${needle} | summarize count()`);
    expect(await found('"METRICS"')).toEqual([[4]]);
    expect(await found('"metric"')).toEqual([[0]]);
    expect(await found(`'"metrics":{'`)).toEqual([[2]]);
    expect(await askLines('traces | where message startswith "IT NAMES" | summarize count()')).toEqual([[1]]);
    expect(await askLines('traces | where severityLevel >= 3 | summarize count()')).toEqual([[1]]);
  });
});

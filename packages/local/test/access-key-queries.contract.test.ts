import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertQueries, savedSearches } from '@audit-bridge/access-key-queries';
import { accessKeyColumns, type ColumnName, type ReportRecord } from '@audit-bridge/access-key-records';
import { answerAllKusto, answerKusto, dcrLogErrors as dcrLogErrorsTable, findProblems, workspaceTables } from '../src/kusto';
import { allQueries, filledIn, kustoOf, tableName, workbookQueries } from './access-key-queries/all-queries';
import { type Attempt, recordsOf } from './access-key-queries/attempts';

const tables = workspaceTables(tableName);
const now = new Date('2026-11-21T10:00:00Z');

describe("Kusto's language service", () => {
  it.each(allQueries)('has nothing to say of the $name', ({ kusto }) => {
    expect(findProblems(kusto, tables)).toEqual([]);
  });

  it.each([
    ['a column that the table does not have', 'CreateDate_t', 'CreatedDate_t', /CreatedDate_t/],
    ['a function that does not exist', 'startofmonth(', 'beginofmonth(', /beginofmonth/],
    ['a text where a moment is due', 'startofmonth(CreateDate_t)', 'startofmonth(user_s)', /datetime/],
    ['a table that does not exist', tableName, 'AwsKeys_CL', /AwsKeys_CL/],
    ['a statement that does not end', ';', '', /./],
  ])('finds %s', (_, right, wrong, message) => {
    const kusto = kustoOf('saved search creation-trend');
    expect(kusto).toContain(right);
    const errors = findProblems(kusto.replace(right, wrong), tables).filter(({ severity }) => severity === 'Error');
    expect(errors.map(error => error.message).join('\n')).toMatch(message);
  });
});

describe('the queries, over two complete snapshots, a failed attempt, a partial snapshot, and records that came twice', () => {
  const folder = join(__dirname, 'access-key-queries');
  const rows = JSON.parse(readFileSync(join(folder, 'snapshots.input.json'), 'utf8')) as readonly ReportRecord[];
  const dcrLogErrors = [
    {
      TimeGenerated: '2026-11-21T09:30:00Z',
      InputStreamId: `Custom-${tableName}`,
      OperationName: 'Transformation',
      Message: 'No such column.',
    },
    { TimeGenerated: '2026-11-21T09:20:00Z', InputStreamId: 'Custom-Other_CL', OperationName: 'Ingestion', Message: "Another rule's." },
    { TimeGenerated: '2026-11-21T02:00:00Z', InputStreamId: `Custom-${tableName}`, OperationName: 'Ingestion', Message: 'Long ago.' },
  ];

  const asText = async (records: readonly ReportRecord[]) => {
    const answers = await answerAllKusto(
      allQueries.map(({ kusto }) => kusto),
      records,
      { now, dcrLogErrors },
    );
    const lines = answers.flatMap(({ columns, rows }, index) => [
      allQueries[index]?.name ?? '',
      JSON.stringify(columns),
      ...rows.map(row => `  ${JSON.stringify(row)}`),
      '',
    ]);
    return lines.join('\n');
  };

  it('answer as recorded, whichever record came first', async () => {
    const expected = join(folder, 'snapshots.expected.txt');
    const answers = await asText(rows);
    if (process.env.UPDATE_EXPECTED === '1') writeFileSync(expected, answers);
    expect(answers).toBe(readFileSync(expected, 'utf8'));
    expect(await asText([...rows].reverse())).toBe(answers);
  });

  it("look at the chosen account's keys only, of a snapshot that all accounts made", async () => {
    const oldKeys = workbookQueries.find(({ name }) => name === 'old-keys')?.kusto ?? '';
    const { columns, rows: found } = await answerKusto(filledIn(oldKeys, { Account: "'222233334444','444455556666'" }), rows, { now });
    expect(found.map(row => row[columns.indexOf('User')])).toEqual(['ivy', 'gil']);
  });

  it('find the snapshot of an earlier time range', async () => {
    const [first] = workbookQueries.filter(({ name }) => name === 'old-keys');
    const earlier = filledIn(first?.kusto ?? '', { TimeRange: 'between (datetime(2026-11-18) .. datetime(2026-11-20))' });
    const { columns, rows: found } = await answerKusto(earlier, rows, { now });
    expect(new Set(found.map(row => row[columns.indexOf('SnapshotTime')]))).toEqual(new Set(['2026-11-19T03:00:01.000Z']));
  });
});

describe('a table that the first records made, of accounts without a key', () => {
  const brought: readonly string[] = [
    'TimeGenerated',
    'RecordType_s',
    'RunId_s',
    'AttemptId_s',
    'account_number_s',
    'ExpectedRows_d',
    'ExpectedAccounts_d',
  ];
  const missingColumns = (Object.keys(accessKeyColumns) as ColumnName[]).filter(name => !brought.includes(name));
  const options = { tableName, maxKeyAgeDays: 90, columnsMayBeMissing: true };
  const looked = ['creation-trend', 'keys-by-service-and-region', 'what-changed', 'snapshot-health', 'missing-snapshot'];
  const queries = [...savedSearches(options), ...alertQueries(options)].filter(({ name }) => looked.includes(name));
  const rows = recordsOf({ run: 'first', at: '2026-11-21T03:00:00Z', accounts: { '111122223333': [] } });

  it('is no failure to queries that are made for it, and one to the others', () => {
    const narrow = workspaceTables(tableName, missingColumns);
    for (const { kusto } of queries) expect(findProblems(kusto, narrow)).toEqual([]);
    expect(findProblems(kustoOf('saved search unused-keys'), narrow)).not.toEqual([]);
  });

  it('is no failure either while it is not there, nor is the log of a rule that never dropped a row', () => {
    const severities = alertQueries(options).flatMap(({ kusto }) =>
      findProblems(kusto, [dcrLogErrorsTable]).map(({ severity }) => severity),
    );
    expect(severities).toEqual(['Warning', 'Warning']);
    const [log] = alertQueries(options).filter(({ name }) => name === 'dropped-rows');
    expect(findProblems(log?.kusto ?? '', []).map(({ severity }) => severity)).toEqual(['Warning']);
    expect(findProblems(kustoOf('alert keys-older-than'), []).map(({ severity }) => severity)).toContain('Error');
  });

  it('gives the answers of an empty account', async () => {
    const answers = await answerAllKusto(
      queries.map(({ kusto }) => kusto),
      rows,
      { now, missingColumns },
    );
    const found = queries.flatMap(({ name }, index) => (answers[index]?.rows.length === 0 ? [] : [name]));
    expect(found).toEqual(['snapshot-health']);
  });
});

describe('the latest complete snapshot', () => {
  const [first, second] = ['111122223333', '444455556666'];
  const monday: Attempt = { run: 'monday', at: '2026-11-20T20:00:00Z', accounts: { [first]: ['ann/1', 'bob/2'], [second]: [] } };
  const tuesday: Attempt = { run: 'tuesday', at: '2026-11-21T03:00:00Z', accounts: { [first]: ['ann/1', 'cid/3'], [second]: ['dan/4'] } };

  const ask = async (query: string, records: readonly ReportRecord[]) => {
    const { columns, rows } = await answerKusto(kustoOf(query), records, { now });
    return rows.map(row => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
  };
  const snapshot = async (records: readonly ReportRecord[]) =>
    (await ask('saved search snapshot-keys', records)).map(row => `${row.AttemptId_s}: ${row.KeyUid_s}`);
  const isMissing = async (records: readonly ReportRecord[]) => (await ask('alert missing-snapshot', records)).length === 1;

  const ofMonday = ['of monday: ann/1', 'of monday: bob/2'];
  const ofTuesday = ['of tuesday: ann/1', 'of tuesday: cid/3', 'of tuesday: dan/4'];

  it('is not there when nothing is, and its absence alerts', async () => {
    expect(await snapshot([])).toEqual([]);
    expect(await ask('alert missing-snapshot', [])).toEqual([{ LatestSnapshot: null, LatestAttempt: null, IncompleteAttempts: 0 }]);
  });

  it('is the latest of several', async () => {
    const records = [...recordsOf(tuesday), ...recordsOf(monday)];
    expect(await snapshot(records)).toEqual(ofTuesday);
    expect(await isMissing(records)).toBe(false);
  });

  it('may be one without a key', async () => {
    const empty = recordsOf({ ...tuesday, accounts: { [first]: [], [second]: [] } });
    expect(await snapshot([...recordsOf(monday), ...empty])).toEqual([]);
    expect(await isMissing(empty)).toBe(false);
  });

  it.each<[string, readonly ReportRecord[]]>([
    ['a row was dropped, or is late', recordsOf({ ...tuesday, lost: ['cid/3'] })],
    ['every row of an account was dropped', recordsOf({ ...tuesday, lost: ['dan/4'] })],
    ['an account was not closed', recordsOf({ ...tuesday, closed: [first] })],
    ['an account without keys was not closed', recordsOf({ ...tuesday, accounts: { [first]: ['eve/5'], [second]: [] }, closed: [first] })],
    ['the attempt failed, and closed none', recordsOf({ ...tuesday, closed: [] })],
    ['it was closed before its rows came', recordsOf(tuesday).filter(record => record.RecordType_s === 'RunCompleted')],
    [
      'an account has more keys than it said',
      [...recordsOf(tuesday), ...recordsOf({ ...tuesday, accounts: { [second]: ['eve/5'] }, closed: [] })],
    ],
  ])('is the one before when %s', async (_, records) => {
    expect(await snapshot([...recordsOf(monday), ...records])).toEqual(ofMonday);
    expect(await isMissing(records)).toBe(true);
  });

  it('counts what came twice once', async () => {
    expect(await snapshot([...recordsOf(tuesday), ...recordsOf(tuesday)])).toEqual(ofTuesday);
    const lost = recordsOf({ ...tuesday, lost: ['cid/3'] });
    expect(await snapshot([...lost, ...lost, ...recordsOf(monday)])).toEqual(ofMonday);
  });

  it('never mixes the attempts of a run', async () => {
    const failed = recordsOf({ ...tuesday, attempt: 'first', accounts: { [first]: ['ann/1', 'bob/2'], [second]: ['dan/4'] }, closed: [] });
    const complete = recordsOf({ ...tuesday, attempt: 'second', at: '2026-11-21T03:05:00Z' });
    expect(await snapshot([...failed, ...complete])).toEqual(['second: ann/1', 'second: cid/3', 'second: dan/4']);
    const late = recordsOf({ ...tuesday, attempt: 'third', at: '2026-11-21T03:10:00Z', lost: ['ann/1'] });
    expect(await snapshot([...failed, ...complete, ...late])).toEqual(['second: ann/1', 'second: cid/3', 'second: dan/4']);
    const halves = [recordsOf({ ...tuesday, attempt: 'a', lost: ['ann/1'] }), recordsOf({ ...tuesday, attempt: 'b', lost: ['cid/3'] })];
    expect(await snapshot([...recordsOf(monday), ...halves.flat()])).toEqual(ofMonday);
  });

  it('is missing after the hours that were set, and no sooner', async () => {
    const at = (hour: string) => recordsOf({ ...monday, at: `2026-11-20T${hour}:00Z` });
    expect(await isMissing(at('08:01'))).toBe(false);
    expect(await isMissing(at('07:59'))).toBe(true);
  });

  describe('against the one before', () => {
    const changes = async (...attempts: readonly Attempt[]) =>
      (await ask('saved search what-changed', attempts.flatMap(recordsOf))).map(
        ({ Change, Rotated, KeyUid }) => `${Change} ${KeyUid}${Rotated === true ? ', rotated' : ''}`,
      );
    const accounts = (keys: readonly string[]) => ({ [first]: keys });

    it('tells what was added, removed, activated and deactivated', async () => {
      const before = { ...monday, accounts: accounts(['ann/1', 'bob/2', 'cid/3-off', 'dan/4']) };
      const after = { ...tuesday, accounts: accounts(['ann/1', 'cid/3', 'dan/4-off', 'eve/5']) };
      expect(await changes(before, after)).toEqual(['Activated cid/3', 'Added eve/5', 'Deactivated dan/4', 'Removed bob/2']);
    });

    it('tells a rotation, whether the old key is gone or switched off', async () => {
      const before = { ...monday, accounts: accounts(['ann/1', 'bob/2']) };
      const after = { ...tuesday, accounts: accounts(['ann/3', 'bob/2-off', 'bob/4']) };
      expect(await changes(before, after)).toEqual([
        'Added ann/3, rotated',
        'Added bob/4, rotated',
        'Deactivated bob/2, rotated',
        'Removed ann/1, rotated',
      ]);
    });

    it('tells an account that joined or left from keys that were made or deleted', async () => {
      const before = { ...monday, accounts: { [first]: ['ann/1'] } };
      const after = { ...tuesday, accounts: { [second]: ['dan/4'] } };
      expect(await changes(before, after)).toEqual(['Account joined dan/4', 'Account left ann/1']);
    });

    it('tells nothing of the only snapshot, nor of a second attempt of the same run', async () => {
      expect(await changes(monday)).toEqual([]);
      expect(await changes(monday, { ...monday, attempt: 'again', at: '2026-11-20T20:05:00Z', accounts: accounts([]) })).toEqual([]);
    });

    it('passes over a snapshot that is not complete', async () => {
      const partial = { ...tuesday, run: 'between', at: '2026-11-21T00:00:00Z', accounts: accounts(['zoe/9', 'ann/1']), lost: ['ann/1'] };
      const before = { ...monday, accounts: accounts(['ann/1']) };
      expect(await changes(before, partial, { ...tuesday, accounts: accounts(['ann/1']) })).toEqual([]);
    });
  });
});

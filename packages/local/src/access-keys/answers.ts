import { creationTrend, savedSearches, snapshotKeys } from '@audit-bridge/access-key-queries';
import type { AccessKeyRecord } from '@audit-bridge/access-key-records';
import type { Table } from '@audit-bridge/terminal';
import { answerAllKusto, answerKusto, type Cell } from '../kusto';
import { tableName } from './function-variables';

const options = { tableName, maxKeyAgeDays: 90 };
const maxRows = 10;

/** The accounting reads it whole; it is too long for a terminal. */
const unprinted = snapshotKeys(options).name;
/** In the workspace its chart goes from left to right; on a terminal the latest months stand at the top. */
const latestFirst = creationTrend(options).name;
/** Of an answer's columns, those that fit a terminal beside one another leave these out. */
const hiddenColumns = ['KeyUid', 'SnapshotTime', 'NeverUsed', 'DaysSinceLastUse', 'Attempt', 'AttemptTime'];

export type TableRow = Readonly<Record<string, unknown>>;

/** The saved searches' own answers over the rows of the table. */
export async function answerSavedSearches(rows: readonly TableRow[], now: Date): Promise<readonly Table[]> {
  const queries = savedSearches(options).filter(({ name }) => name !== unprinted);
  const texts = queries.map(({ kusto }) => kusto);
  const answers = await answerAllKusto(texts, rows, { now, tableName });
  return queries.map(({ name, title }, index): Table => {
    const { columns = [], rows: answered = [] } = answers[index] ?? {};
    const shown = name === latestFirst ? answered.toReversed() : answered;
    const isShown = (_: unknown, column: number) => !hiddenColumns.includes(columns[column] ?? '');
    return {
      title,
      columns: columns.filter(isShown),
      rows: shown.slice(0, maxRows).map(cells => cells.filter(isShown).map(forTerminal)),
      totalRows: answered.length,
    };
  });
}

/** Every row of the latest complete snapshot, as the queries find it. */
export async function latestSnapshot(rows: readonly TableRow[], now: Date): Promise<readonly AccessKeyRecord[]> {
  const { columns, rows: answered } = await answerKusto(snapshotKeys(options).kusto, rows, { now, tableName });
  return answered.map(cells => Object.fromEntries(columns.map((column, index) => [column, cells[index]])) as unknown as AccessKeyRecord);
}

function forTerminal(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.join(', ');
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/.exec(String(cell)) ?? [];
  if (day === undefined) return String(cell);
  return time === '00:00' ? day : `${day} ${time}`;
}

import type { Table } from '@audit-bridge/terminal';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadEvents } from './load-events';
import type { Question } from './question';

/**
 * Answers questions over `events.jsonl`, one accepted eventData a line, which is read once.
 *
 * @throws {UnreadableEventsError} when the file cannot be read
 */
export async function answerAll(questions: readonly Question[], eventsFile: string, maxRows = 10): Promise<readonly Table[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await loadEvents(connection, eventsFile);
    const tables: Table[] = [];
    for (const question of questions) tables.push(await ask(connection, question, maxRows));
    return tables;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Answers one question. @throws {UnreadableEventsError} when the file cannot be read */
export async function answer(question: Question, eventsFile: string, maxRows?: number): Promise<Table> {
  const [table] = await answerAll([question], eventsFile, maxRows);
  return table as Table;
}

async function ask(connection: DuckDBConnection, { title, sql }: Question, maxRows: number): Promise<Table> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowsJson().map(row => row.map(value => (value === null ? '' : String(value))));
  return { title, columns: reader.columnNames(), rows: rows.slice(0, maxRows), totalRows: rows.length };
}

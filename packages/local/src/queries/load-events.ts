import { createReadStream } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { splitIntoLines } from '../input/input-lines';
import { eventCells, eventColumnNames } from './event-columns';

/** The file of events is missing, or holds something else than a JSON value on each line. */
export class UnreadableEventsError extends Error {
  override readonly name = 'UnreadableEventsError';
}

/**
 * Makes the table `events`. The lines are parsed here and not by DuckDB: its reader gives up at a lone surrogate or a repeated key,
 * which JSON allows and real records have, and it would infer types from the first lines.
 *
 * @throws {UnreadableEventsError} when the file cannot be read
 */
export async function loadEvents(connection: DuckDBConnection, eventsFile: string): Promise<void> {
  await connection.run(`CREATE TABLE events (${eventColumnNames.map(name => `${name} VARCHAR`).join(', ')})`);
  const appender = await connection.createAppender('events');
  let line = 0;
  try {
    for await (const eventData of splitIntoLines(createReadStream(eventsFile))) {
      line++;
      if (eventData.length === 0) continue;
      for (const cell of eventCells(eventData.toString())) {
        if (cell === null) appender.appendNull();
        else appender.appendVarchar(cell);
      }
      appender.endRow();
    }
  } catch (error) {
    throw new UnreadableEventsError(
      `${eventsFile} cannot be read as events, one JSON object a line: line ${line + 1} (${(error as Error).message}).`,
      {
        cause: error,
      },
    );
  } finally {
    appender.closeSync();
  }
}

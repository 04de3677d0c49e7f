/**
 * Rows of a CSV text (RFC 4180): fields may be quoted, and quoted ones may hold commas, quotes and line breaks.
 *
 * @returns the rows that are not empty, each with the line that it begins on, counted from 1
 */
export function* csvRows(text: string): Generator<{ readonly line: number; readonly fields: readonly string[] }> {
  let line = 1;
  let begun = 1;
  let fields: string[] = [];
  for (const [, quoted, plain = '', end = ''] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/g)) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    line += (quoted?.split('\n').length ?? 1) - 1;
    if (end === ',') continue;
    if (fields.some(field => field !== '')) yield { line: begun, fields };
    line += 1;
    begun = line;
    fields = [];
  }
}

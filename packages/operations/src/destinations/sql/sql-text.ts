import { SqlQueryError } from './sql-engine';

/**
 * A text as a literal of Trino's SQL, which both services speak: only the quotation mark has a meaning in it, and is doubled. Athena's execution parameters are
 * such literals too, so that they would be no safer.
 *
 * @throws {SqlQueryError} for the character that ends texts elsewhere
 * @see https://trino.io/docs/current/language/types.html#varchar
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
 */
export function sqlText(text: string): string {
  if (text.includes('\u0000')) throw new SqlQueryError('A text with the character U+0000 in it cannot be asked for.');
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether a column's text has another text in it, whatever the case. No pattern: in LIKE some characters would stand for others. */
export const contains = (column: string, text: string): string => `strpos(lower(${column}), lower(${sqlText(text)})) > 0`;

import { GetTableCommand, type GlueClient } from '@aws-sdk/client-glue';
import { SqlQueryError } from '../sql/sql-engine';

export interface DeployedView {
  readonly database: string;
  readonly view: string;
}

const encoded = /\/\* Presto View: (?<text>[A-Za-z0-9+/=]+) \*\//;
/** The table that the view's innermost SELECT reads, each name in double quotes. */
const source = /\bFROM\s+(?<table>"(?:[^"]|"")+"\."(?:[^"]|"")+")/;

/**
 * The lake's table, as the deployed view names it: Security Lake chooses the names of its tables, and the stack wrote them into the view.
 *
 * @returns `"database"."table"`
 * @throws {SqlQueryError}
 */
export async function tableOfView(glue: GlueClient, { database, view }: DeployedView): Promise<string> {
  const text = await definitionOf(glue, { database, view });
  const table = source.exec(text)?.groups?.table;
  if (table === undefined) throw new SqlQueryError(`The view ${database}.${view} names no table: deploy the stack security-lake again.`);
  return table;
}

async function definitionOf(glue: GlueClient, { database, view }: DeployedView): Promise<string> {
  let original: string | undefined;
  try {
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: database, Name: view }));
    original = Table?.ViewOriginalText;
  } catch (cause) {
    throw new SqlQueryError(
      `The view ${database}.${view} could not be read (${cause instanceof Error ? cause.message : cause}). Is the stack security-lake deployed, and may you call glue:GetTable?`,
      { cause },
    );
  }
  try {
    const { originalSql } = JSON.parse(Buffer.from(encoded.exec(original ?? '')?.groups?.text ?? '', 'base64').toString()) as {
      originalSql?: unknown;
    };
    return typeof originalSql === 'string' ? originalSql : '';
  } catch {
    return '';
  }
}

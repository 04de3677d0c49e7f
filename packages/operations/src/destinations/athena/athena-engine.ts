import type { Clock } from '@audit-bridge/backoff';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { toItsEnd } from '../../clouds/ending-requests';
import type { Interruption } from '../../interruption';
import { type SqlEngine, SqlQueryError, type SqlRow } from '../sql/sql-engine';
import { untilEnded } from '../sql/until-ended';

export interface AthenaEngineProps {
  readonly client: AthenaClient;
  /** Has a place for results, their key, and a limit to what one query may scan. */
  readonly workgroup: string;
  /** Where names without a database look. */
  readonly database: string;
  readonly clock: Clock;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

/** The most that an answer holds: https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html */
const rowsPerPage = 1_000;

/** Athena, in a pipeline's own workgroup. */
export class AthenaEngine implements SqlEngine {
  #scannedBytes = 0;

  constructor(private readonly props: AthenaEngineProps) {}

  scannedBytes(): number {
    return this.#scannedBytes;
  }

  async *rows(sql: string): AsyncGenerator<SqlRow> {
    const { client } = this.props;
    const queryExecutionId = await this.#start(sql);
    const execution = await untilEnded(
      {
        description: `The Athena query ${queryExecutionId}`,
        look: () => this.#look(queryExecutionId),
        cancel: async () => void (await client.send(new StopQueryExecutionCommand({ QueryExecutionId: queryExecutionId }), toItsEnd)),
      },
      this.props,
    );
    this.#scannedBytes += execution.Statistics?.DataScannedInBytes ?? 0;
    if (execution.Status?.State !== 'SUCCEEDED') throw this.#failed(execution);
    yield* this.#results(queryExecutionId);
  }

  async #start(sql: string): Promise<string> {
    const { client, workgroup, database } = this.props;
    try {
      const { QueryExecutionId = '' } = await client.send(
        new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: workgroup, QueryExecutionContext: { Database: database } }),
        toItsEnd,
      );
      return QueryExecutionId;
    } catch (cause) {
      throw new SqlQueryError(
        `Athena did not take a query in the workgroup ${workgroup} (${describe(cause)}). Is the pipeline deployed, and have you its policy for readers?`,
        { cause },
      );
    }
  }

  async #look(queryExecutionId: string): Promise<QueryExecution | undefined> {
    const { QueryExecution: execution } = await this.props.client.send(
      new GetQueryExecutionCommand({ QueryExecutionId: queryExecutionId }),
    );
    const state = execution?.Status?.State;
    return state === 'QUEUED' || state === 'RUNNING' ? undefined : execution;
  }

  /** The first row of the first page repeats the columns' names. */
  async *#results(queryExecutionId: string): AsyncGenerator<SqlRow> {
    let columns: readonly string[] | undefined;
    const pages = paginateGetQueryResults({ client: this.props.client, pageSize: rowsPerPage }, { QueryExecutionId: queryExecutionId });
    for await (const { ResultSet } of pages) {
      const rows = ResultSet?.Rows ?? [];
      const isFirst = columns === undefined;
      columns ??= (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '' }) => Name.toLowerCase());
      for (const row of isFirst ? rows.slice(1) : rows) yield toRow(columns, row);
    }
  }

  /** A query beyond the workgroup's limit is cancelled by Athena: https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html */
  #failed({ Status, QueryExecutionId }: QueryExecution): SqlQueryError {
    const reason = Status?.StateChangeReason ?? 'no reason given';
    const advice = Status?.State === 'CANCELLED' ? ' Ask for a shorter range of time, or raise maxQueryBytes of the environment.' : '';
    return new SqlQueryError(`The Athena query ${QueryExecutionId} ended as ${Status?.State}: ${reason}.${advice}`);
  }
}

function toRow(columns: readonly string[], { Data = [] }: Row): SqlRow {
  return Object.fromEntries(columns.map((column, index) => [column, Data[index]?.VarCharValue]));
}

const describe = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

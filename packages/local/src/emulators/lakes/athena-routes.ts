import type { AwsRoute } from '../aws-gateway/aws-route';
import { AwsRefusal } from '../aws-gateway/aws-route';
import { jsonRoute } from '../aws-gateway/protocols/json-route';
import type { SqlAnswer } from './duckdb-sql';
import { type QueryState, RunningQueries } from './running-queries';

export interface AthenaRoutesProps {
  /** @throws {SqlProblem} */
  readonly answer: (sql: string, database: string | undefined) => Promise<{ readonly answer: SqlAnswer; readonly scannedBytes: number }>;
  /** Those that take queries. */
  readonly workgroups: ReadonlySet<string>;
}

const maxRowsPerPage = 1_000;

const states = {
  queued: 'QUEUED',
  running: 'RUNNING',
  answered: 'SUCCEEDED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
} as const satisfies Record<QueryState['kind'], string>;

/**
 * Athena's queries, which moto takes and never answers from any data.
 *
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
 */
export function athenaRoutes({ answer, workgroups }: AthenaRoutesProps): readonly AwsRoute[] {
  const queries = new RunningQueries();
  const route = (operation: string, handler: (input: Readonly<Record<string, unknown>>) => object) =>
    jsonRoute('athena', operation, handler);
  return [
    route('StartQueryExecution', ({ QueryString, QueryExecutionContext, WorkGroup = 'primary' }) => {
      if (typeof QueryString !== 'string' || QueryString === '') throw invalid('QueryString must have 1 to 262144 characters.');
      if (!workgroups.has(String(WorkGroup))) throw invalid(`WorkGroup ${WorkGroup} is not found.`);
      const { Database } = (QueryExecutionContext ?? {}) as { readonly Database?: string };
      return { QueryExecutionId: queries.start(QueryString, sql => answer(sql, Database)) };
    }),
    route('GetQueryExecution', ({ QueryExecutionId }) => {
      const id = String(QueryExecutionId);
      const state = queries.look(id);
      if (state === undefined) throw invalid(`QueryExecution ${id} was not found`);
      return { QueryExecution: describe(id, state) };
    }),
    route('GetQueryResults', ({ QueryExecutionId, NextToken, MaxResults = maxRowsPerPage }) => {
      const outcome = queries.outcome(String(QueryExecutionId));
      if (outcome === undefined) throw invalid(`QueryExecution ${QueryExecutionId} was not found`);
      if (outcome === 'unfinished' || outcome.kind !== 'answered') throw invalid('Query has not yet finished.');
      return page(outcome.answer, Number(NextToken ?? 0), Math.min(Number(MaxResults), maxRowsPerPage));
    }),
    route('StopQueryExecution', ({ QueryExecutionId }) => {
      queries.cancel(String(QueryExecutionId));
      return {};
    }),
  ];
}

const invalid = (message: string) => new AwsRefusal('InvalidRequestException', message);

function describe(id: string, state: QueryState & { readonly sql: string }): object {
  return {
    QueryExecutionId: id,
    Query: state.sql,
    Status: { State: states[state.kind], ...(state.kind === 'failed' ? { StateChangeReason: state.reason } : {}) },
    Statistics: { DataScannedInBytes: state.kind === 'answered' ? state.scannedBytes : 0 },
  };
}

/** The columns' names are the first row of all, and count as one. */
function page({ columns, rows }: SqlAnswer, from: number, maxRows: number): object {
  const header = columns.map(({ name }) => name);
  const all = [header, ...rows];
  const upTo = from + maxRows;
  return {
    UpdateCount: 0,
    ResultSet: {
      Rows: all.slice(from, upTo).map(row => ({ Data: row.map(value => (value === null ? {} : { VarCharValue: value })) })),
      ResultSetMetadata: { ColumnInfo: columns.map(({ name, type }) => ({ CatalogName: 'hive', Name: name, Label: name, Type: type })) },
    },
    ...(upTo < all.length ? { NextToken: String(upTo) } : {}),
  };
}

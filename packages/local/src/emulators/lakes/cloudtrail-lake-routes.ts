import { AwsRefusal, type AwsRoute } from '../aws-gateway/aws-route';
import { jsonRoute } from '../aws-gateway/protocols/json-route';
import { SqlProblem } from './duckdb-sql';
import type { EventStore } from './event-store';
import { type QueryState, RunningQueries } from './running-queries';

export interface CloudTrailLakeRoutesProps {
  readonly store: Pick<EventStore, 'answer'>;
  readonly storeArn: string;
  readonly storeName: string;
}

const maxStatementCharacters = 10_000;
const maxRowsPerPage = 1_000;
/** In an account, at once: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html#API_StartQuery_Errors */
const maxConcurrentQueries = 10;

const states = {
  queued: 'QUEUED',
  running: 'RUNNING',
  answered: 'FINISHED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
} as const satisfies Record<QueryState['kind'], string>;

/**
 * CloudTrail Lake's queries, and its one event data store.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html
 */
export function cloudTrailLakeRoutes({ store, storeArn, storeName }: CloudTrailLakeRoutesProps): readonly AwsRoute[] {
  const queries = new RunningQueries();
  const described = { EventDataStoreArn: storeArn, Name: storeName };
  const route = (operation: string, handler: (input: Readonly<Record<string, unknown>>) => object | Promise<object>) =>
    jsonRoute('cloudtrail', operation, handler);
  return [
    route('ListEventDataStores', () => ({ EventDataStores: [described] })),
    route('GetEventDataStore', ({ EventDataStore }) => {
      if (!storeArn.endsWith(String(EventDataStore).slice(String(EventDataStore).lastIndexOf('/') + 1))) throw notFound();
      return { ...described, Status: 'ENABLED' };
    }),
    route('StartQuery', async ({ QueryStatement }) => {
      const sql = readStatement(QueryStatement, storeArn);
      if (queries.active >= maxConcurrentQueries)
        throw new AwsRefusal('MaxConcurrentQueriesException', 'You are already running the maximum number of concurrent queries.');
      return { QueryId: queries.start(sql, await understood(store, sql)) };
    }),
    route('DescribeQuery', ({ QueryId }) => {
      const state = queries.look(String(QueryId));
      if (state === undefined) throw noQuery();
      return {
        QueryId,
        QueryString: state.sql,
        QueryStatus: states[state.kind],
        ...(state.kind === 'failed' ? { ErrorMessage: state.reason } : {}),
        QueryStatistics: { BytesScanned: state.kind === 'answered' ? state.scannedBytes : 0 },
      };
    }),
    route('GetQueryResults', ({ QueryId, NextToken, MaxQueryResults = maxRowsPerPage }) => {
      const outcome = queries.outcome(String(QueryId));
      if (outcome === undefined) throw noQuery();
      if (outcome === 'unfinished') return { QueryStatus: 'RUNNING', QueryResultRows: [] };
      if (outcome.kind !== 'answered') return { QueryStatus: states[outcome.kind], QueryResultRows: [] };
      const { columns, rows } = outcome.answer;
      const from = Number(NextToken ?? 0);
      const upTo = from + Math.min(Number(MaxQueryResults), maxRowsPerPage);
      return {
        QueryStatus: 'FINISHED',
        QueryStatistics: {
          ResultsCount: Math.min(upTo, rows.length) - from,
          TotalResultsCount: rows.length,
          BytesScanned: outcome.scannedBytes,
        },
        // A member for each value that there is: null has none.
        QueryResultRows: rows
          .slice(from, upTo)
          .map(row => row.flatMap((value, index) => (value === null ? [] : [{ [columns[index]?.name ?? '']: value }]))),
        ...(upTo < rows.length ? { NextToken: String(upTo) } : {}),
      };
    }),
    route('CancelQuery', ({ QueryId }) => {
      if (queries.outcome(String(QueryId)) === undefined) throw noQuery();
      queries.cancel(String(QueryId));
      return { QueryId, QueryStatus: 'CANCELLED' };
    }),
  ];
}

const noQuery = () => new AwsRefusal('QueryIdNotFoundException', 'The query ID does not exist or does not map to a query.');
const notFound = () => new AwsRefusal('EventDataStoreNotFoundException', 'The specified event data store was not found.');

function readStatement(statement: unknown, storeArn: string): string {
  if (typeof statement !== 'string' || statement.length === 0 || statement.length > maxStatementCharacters)
    throw new AwsRefusal('InvalidParameterException', `The query statement must have 1 to ${maxStatementCharacters} characters.`);
  if (!statement.toLowerCase().includes(storeArn.slice(storeArn.lastIndexOf('/') + 1).toLowerCase())) throw notFound();
  return statement;
}

/** A statement that cannot be run is refused at the start; its answer is kept for those who ask. */
async function understood(store: Pick<EventStore, 'answer'>, sql: string): Promise<() => ReturnType<EventStore['answer']>> {
  try {
    const answered = await store.answer(sql);
    return async () => answered;
  } catch (error) {
    if (error instanceof SqlProblem) throw new AwsRefusal('InvalidQueryStatementException', error.message);
    throw error;
  }
}

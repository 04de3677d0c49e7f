import type { Clock } from '@audit-bridge/backoff';
import {
  CancelQueryCommand,
  type CloudTrailClient,
  DescribeQueryCommand,
  type DescribeQueryResponse,
  MaxConcurrentQueriesException,
  paginateGetQueryResults,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
import { toItsEnd } from '../../clouds/ending-requests';
import { InterruptedError } from '../../interrupted-error';
import type { Interruption } from '../../interruption';
import { type SqlEngine, SqlQueryError, type SqlRow } from '../sql/sql-engine';
import { untilEnded } from '../sql/until-ended';

export interface CloudTrailLakeEngineProps {
  readonly client: CloudTrailClient;
  readonly clock: Clock;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html */
const maxStatementCharacters = 10_000;
/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html */
const rowsPerPage = 1_000;

/**
 * Ten queries of an account may run at once, whoever asks: a query waits for its turn, a minute as the page says, and once more.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html#API_StartQuery_Errors
 */
const turnSeconds = 120;
const turnLookMilliseconds = 5_000;

/** CloudTrail Lake's own SQL: one SELECT over event data stores. */
export class CloudTrailLakeEngine implements SqlEngine {
  #scannedBytes = 0;

  constructor(private readonly props: CloudTrailLakeEngineProps) {}

  scannedBytes(): number {
    return this.#scannedBytes;
  }

  async *rows(sql: string): AsyncGenerator<SqlRow> {
    if (sql.length > maxStatementCharacters)
      throw new SqlQueryError(
        `A query of CloudTrail Lake has ${maxStatementCharacters} characters at most, this one ${sql.length}: filter by less.`,
      );
    const queryId = await this.#start(sql);
    const ended = await untilEnded(
      {
        description: `The CloudTrail Lake query ${queryId}`,
        look: () => this.#look(queryId),
        cancel: async () => void (await this.props.client.send(new CancelQueryCommand({ QueryId: queryId }), toItsEnd)),
      },
      this.props,
    );
    this.#scannedBytes += ended.QueryStatistics?.BytesScanned ?? 0;
    if (ended.QueryStatus !== 'FINISHED')
      throw new SqlQueryError(
        `The CloudTrail Lake query ${queryId} ended as ${ended.QueryStatus}: ${ended.ErrorMessage ?? 'no reason given'}. Ask for a shorter range of time.`,
      );
    const pages = paginateGetQueryResults({ client: this.props.client, pageSize: rowsPerPage }, { QueryId: queryId });
    for await (const { QueryResultRows = [] } of pages) for (const row of QueryResultRows) yield toRow(row);
  }

  async #start(sql: string): Promise<string> {
    const { client, clock, interruption } = this.props;
    const giveUpAt = clock.now() + turnSeconds * 1000;
    for (;;) {
      try {
        const { QueryId = '' } = await client.send(new StartQueryCommand({ QueryStatement: sql }), toItsEnd);
        return QueryId;
      } catch (cause) {
        if (!(cause instanceof MaxConcurrentQueriesException) || clock.now() >= giveUpAt) throw refused(cause);
      }
      if (interruption.isRequested) throw new InterruptedError('Waiting for a place among the ten queries of CloudTrail Lake');
      await clock.sleep(turnLookMilliseconds);
    }
  }

  async #look(queryId: string): Promise<DescribeQueryResponse | undefined> {
    const answer = await this.props.client.send(new DescribeQueryCommand({ QueryId: queryId }));
    return answer.QueryStatus === 'QUEUED' || answer.QueryStatus === 'RUNNING' ? undefined : answer;
  }
}

/** A row comes as a list of objects with one member each. */
function toRow(cells: readonly Readonly<Record<string, string>>[]): SqlRow {
  return Object.fromEntries(cells.flatMap(cell => Object.entries(cell).map(([column, value]) => [column.toLowerCase(), value])));
}

function refused(cause: unknown): SqlQueryError {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new SqlQueryError(
    `CloudTrail Lake did not take a query (${why}). Is the pipeline deployed, is CloudTrail Lake open to this account, and may you call cloudtrail:StartQuery on the event data store?`,
    { cause },
  );
}

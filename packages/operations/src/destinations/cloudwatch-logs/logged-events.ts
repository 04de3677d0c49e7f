import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { TimeRange } from '../../events/time-range';
import { InterruptedError } from '../../interrupted-error';
import type { Interruption } from '../../interruption';
import { SqlQueryError } from '../sql/sql-engine';
import type { StoredEvent } from './stored-event';

export interface LoggedEventsProps {
  readonly client: CloudWatchLogsClient;
  readonly logGroupName: string;
  readonly interruption: Pick<Interruption, 'isRequested'>;
}

/** Of what needs no escape in JSON or in a phrase: the service then looks for it, and less is sent. */
const plainWord = /^[-_A-Za-z0-9]{1,128}$/;

/**
 * The events of a log group, by their own time. FilterLogEvents costs nothing for what it looks through, unlike a query of Logs Insights. A page may be empty with
 * others behind it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export class LoggedEvents {
  constructor(private readonly props: LoggedEventsProps) {}

  /** @param word the events that do not hold it may be left out */
  async *read({ from, to }: TimeRange, word?: string): AsyncGenerator<StoredEvent> {
    const { client, logGroupName, interruption } = this.props;
    const filterPattern = word !== undefined && plainWord.test(word) ? `"${word}"` : undefined;
    for (let nextToken: string | undefined; ; ) {
      if (interruption.isRequested) throw new InterruptedError(`Reading the log group ${logGroupName}`);
      const page = await client
        .send(
          new FilterLogEventsCommand({
            logGroupName,
            startTime: from.getTime(),
            // The last moment belongs to it.
            endTime: to.getTime() - 1,
            filterPattern,
            nextToken,
          }),
        )
        .catch(cause => {
          throw notReadable(logGroupName, cause);
        });
      for (const { message = '', ingestionTime, logStreamName } of page.events ?? []) {
        const arrivedAt = ingestionTime === undefined ? undefined : new Date(ingestionTime);
        yield { eventData: message, arrivedAt, place: `log stream ${logStreamName}` };
      }
      nextToken = page.nextToken;
      if (nextToken === undefined) return;
    }
  }
}

function notReadable(logGroupName: string, cause: unknown): SqlQueryError {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new SqlQueryError(
    `The log group ${logGroupName} could not be read (${why}). Is the pipeline deployed, and may you call logs:FilterLogEvents?`,
    { cause },
  );
}

import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';

export interface ChannelAnswer {
  readonly statusCode: number;
  readonly body: string;
  /** For the trace. */
  readonly summary: string;
}

/** What the channel takes on principle: it decides by the event alone, so that a second attempt ends like the first one. */
export interface ChannelTaste {
  /** The error code of an event that is refused inside a 200. */
  readonly refuses: (event: PreparedEvent) => string | undefined;
  /** The error code of an event that makes the whole request invalid. */
  readonly invalidates: (event: PreparedEvent) => string | undefined;
}

/** An event that fails this time; it can have been taken all the same. */
export interface EntryFailure {
  readonly errorCode: string;
  readonly isTaken: boolean;
}

const maxEvents = 100;
const maxBodyBytes = 1_000_000;

/**
 * The semantics of a CloudTrail Lake channel: failures per event inside a 200, and ids that must differ within a request but not across requests.
 *
 * @see https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
 */
export class IntegrationChannel {
  constructor(
    private readonly taste: ChannelTaste,
    private readonly onAccepted: (event: PreparedEvent) => void,
  ) {}

  putAuditEvents(batch: readonly PreparedEvent[], failureOf: (event: PreparedEvent) => EntryFailure | undefined): ChannelAnswer {
    const invalid = invalidity(batch) ?? batch.map(this.taste.invalidates).find(code => code !== undefined);
    if (invalid !== undefined) return requestRefused(400, invalid);
    const successful: { id: string; eventID: string }[] = [];
    const failed: { id: string; errorCode: string; errorMessage: string }[] = [];
    for (const event of batch) {
      const refusal = this.taste.refuses(event);
      const failure = refusal === undefined ? failureOf(event) : { errorCode: refusal, isTaken: false };
      if (failure === undefined || failure.isTaken) this.onAccepted(event);
      if (failure === undefined) successful.push({ id: event.id, eventID: event.id });
      else failed.push({ id: event.id, errorCode: failure.errorCode, errorMessage: `The event was not taken: ${failure.errorCode}.` });
    }
    const codes = [...new Set(failed.map(({ errorCode }) => errorCode))];
    return {
      statusCode: 200,
      body: JSON.stringify({ successful, failed }),
      summary: `${successful.length} taken${failed.length > 0 ? `, ${failed.length} failed: ${codes.join(' ')}` : ''}`,
    };
  }
}

export function requestRefused(statusCode: number, code: string): ChannelAnswer {
  return { statusCode, body: JSON.stringify({ __type: code, message: 'simulated' }), summary: code };
}

function invalidity(batch: readonly PreparedEvent[]): string | undefined {
  if (new Set(batch.map(event => event.id)).size < batch.length) return 'DuplicatedAuditEventId';
  const bodyBytes = batch.reduce((sum, event) => sum + event.entryBytes + 1, '{"auditEvents":[]}'.length);
  return batch.length > maxEvents || bodyBytes > maxBodyBytes ? 'ValidationException' : undefined;
}

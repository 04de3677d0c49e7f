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

/**
 * The semantics of a CloudTrail Lake channel: failures per event inside a 200, ids that must differ within a request but not across requests,
 * and an event that it says has failed can have been taken all the same.
 *
 * @see https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
 */
export class IntegrationChannel {
  #failures = 0;

  constructor(
    private readonly taste: ChannelTaste,
    private readonly onAccepted: (event: PreparedEvent) => void,
  ) {}

  /** @param failsThisTime drawn for each event: another attempt may succeed */
  putAuditEvents(batch: readonly PreparedEvent[], failsThisTime: () => boolean): ChannelAnswer {
    if (new Set(batch.map(event => event.id)).size < batch.length) return requestRefused('DuplicatedAuditEventId');
    const invalid = batch.map(event => this.taste.invalidates(event)).find(code => code !== undefined);
    if (invalid !== undefined) return requestRefused(invalid);
    const successful: { id: string; eventID: string }[] = [];
    const failed: { id: string; errorCode: string; errorMessage: string }[] = [];
    for (const event of batch) {
      const errorCode = this.taste.refuses(event) ?? (failsThisTime() ? this.#transientCode() : undefined);
      if (errorCode === undefined) successful.push({ id: event.id, eventID: event.id });
      else failed.push({ id: event.id, errorCode, errorMessage: `The event was not taken: ${errorCode}.` });
      if (errorCode === undefined || errorCode === 'InternalFailure') this.onAccepted(event);
    }
    const codes = [...new Set(failed.map(entry => entry.errorCode))];
    return {
      statusCode: 200,
      body: JSON.stringify({ successful, failed }),
      summary: `${successful.length} taken${codes.length > 0 ? `, ${failed.length} failed: ${codes.join(' ')}` : ''}`,
    };
  }

  #transientCode(): string {
    return ++this.#failures % 4 === 0 ? 'InternalFailure' : 'Throttling';
  }
}

function requestRefused(code: string): ChannelAnswer {
  return { statusCode: 400, body: JSON.stringify({ __type: code, message: 'simulated' }), summary: code };
}

import { type AuditEvents, AuditEventsRequestError } from '@audit-bridge/activity-log-processor/audit-events';
import { readPutAuditEventsAnswer } from '@audit-bridge/activity-log-processor/put-audit-events-answer';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import type { Caller, CallFault } from '../simulator/call';
import { type ChannelAnswer, type EntryFailure, type IntegrationChannel, requestRefused } from './integration-channel';

export interface AuditEventsPortSettings {
  readonly limits: AuditEvents['limits'];
  /** How an event of a 200 fails this time. */
  readonly failureOf: (event: PreparedEvent) => EntryFailure | undefined;
  /** For the trace. */
  readonly about?: string;
}

/** The channel as a caller reaches it. Its answers are read by the function that reads the real ones. */
export function auditEventsPort(
  channel: IntegrationChannel,
  caller: Caller,
  { about, failureOf, limits }: AuditEventsPortSettings,
): AuditEvents {
  return {
    limits,
    async put(batch) {
      const answer = await caller.call({
        operation: `channel put ${batch.length}`,
        about,
        apply: () => channel.putAuditEvents(batch, failureOf),
        failure: errorOf,
        describe: ({ statusCode, summary }) => `${statusCode} ${summary}`,
      });
      return readAnswer(answer, batch);
    },
  };
}

function readAnswer({ body, statusCode }: ChannelAnswer, batch: readonly PreparedEvent[]) {
  return readPutAuditEventsAnswer({ statusCode, headers: {}, body: Buffer.from(body) }, batch);
}

const answersOfFaults: Partial<Record<CallFault, ChannelAnswer>> = {
  throttled: requestRefused(400, 'ThrottlingException'),
  'server error': requestRefused(503, 'ServiceUnavailableException'),
  'token expired': requestRefused(403, 'ExpiredTokenException'),
};

/** A fault with an answer is read as one; the others are raised as `CloudTrailLakeEvents` raises them. */
function errorOf(fault: CallFault): Error {
  const answer = answersOfFaults[fault];
  if (answer === undefined) return new AuditEventsRequestError(`PutAuditEvents got no answer (${fault}).`, 'NoAnswer', true, false);
  try {
    readAnswer(answer, []);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new TypeError(`The answer ${answer.statusCode} was read as a success.`);
}

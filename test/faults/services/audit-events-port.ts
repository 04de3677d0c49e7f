import { type AuditEvents, AuditEventsRequestError } from '@audit-bridge/activity-log-processor/audit-events';
import { readPutAuditEventsAnswer } from '@audit-bridge/activity-log-processor/put-audit-events-answer';
import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import type { Caller, CallFault } from '../simulator/call';
import type { IntegrationChannel } from './integration-channel';

/** Small, so that a few hundred records make many requests (CloudTrail Lake takes 100 events and 1 MB). */
export const simulatedLimits = { maxEvents: 10, maxBytes: 256 * 1024 } as const;

/** The channel as a caller reaches it. The answer is read by the function that reads the real one. */
export function auditEventsPort(channel: IntegrationChannel, caller: Caller, about?: string): AuditEvents {
  return {
    limits: simulatedLimits,
    async put(batch: readonly PreparedEvent[]) {
      const answer = await caller.call({
        operation: `channel put ${batch.length}`,
        about,
        apply: () => channel.putAuditEvents(batch, () => caller.entryFails()),
        failure: requestFailure,
        describe: ({ statusCode, summary }) => `${statusCode} ${summary}`,
      });
      return readPutAuditEventsAnswer({ statusCode: answer.statusCode, headers: {}, body: Buffer.from(answer.body) }, batch);
    },
  };
}

/** As `CloudTrailLakeEvents` raises what has no answer; throttling has one, which says the same. */
function requestFailure(fault: CallFault): AuditEventsRequestError {
  return new AuditEventsRequestError(`PutAuditEvents got no answer (${fault}).`, 'NoAnswer', true, false);
}

import { createHash } from 'node:crypto';

export interface AuditEvent {
  readonly id: string;
  readonly eventData: string;
}

export interface RequestProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

// https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
const maxEvents = 100;
/** The documentation says "1 MB": the smaller reading, so that a client that passes here is safe with both. */
const maxBodyBytes = 1_000_000;
const idFormat = /^[-_A-Za-z0-9]{1,128}$/;

/** What the service checks before it looks at any single event. */
export function readAuditEvents(body: Buffer): { readonly events: readonly AuditEvent[] } | { readonly problem: RequestProblem } {
  if (body.length > maxBodyBytes)
    return refuse('RequestEntityTooLargeException', `The request has ${body.length} bytes; at most ${maxBodyBytes} are allowed.`, 413);
  let auditEvents: unknown;
  try {
    auditEvents = JSON.parse(body.toString()).auditEvents;
  } catch {
    return refuse('SerializationException', 'The body is no JSON.');
  }
  if (!Array.isArray(auditEvents) || auditEvents.length < 1 || auditEvents.length > maxEvents)
    return refuse('ValidationException', `auditEvents must be an array of 1 to ${maxEvents} events.`);
  const ids = new Set<string>();
  for (const { id, eventData, eventDataChecksum } of auditEvents) {
    if (typeof id !== 'string' || !idFormat.test(id))
      return refuse('ValidationException', `The id '${id}' does not match ${idFormat.source}.`);
    if (typeof eventData !== 'string') return refuse('ValidationException', `The event ${id} has no eventData.`);
    if (ids.has(id)) return refuse('DuplicatedAuditEventId', 'Two or more entries in the request have the same event ID.');
    if (eventDataChecksum !== undefined && eventDataChecksum !== createHash('sha256').update(eventData).digest('base64'))
      return refuse('ValidationException', `The checksum of the event ${id} is not that of its eventData.`);
    ids.add(id);
  }
  return { events: auditEvents };
}

const refuse = (code: string, message: string, status = 400) => ({ problem: { status, code, message } });

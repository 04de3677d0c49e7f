import type { Envelope } from './envelope';
import type { Properties } from './properties';

const namespace = /^\s*([A-Za-z][\w.-]*)\//;
const providerOfId = /\/providers\/([^/]+)/i;

/** Who keeps the activity log: the last resort for a record that names no resource provider at all. */
const logKeeper = 'microsoft.insights';

/**
 * The resource provider that an operation belongs to, lower-case (mapping, section 2.2, `api.service.name`; section 3, `eventSource`): the text before
 * the operation's first slash. Free-text operations have none; then what the record says elsewhere.
 */
export function readService(envelope: Envelope, properties: Properties | undefined): string {
  const service =
    namespaceOf(envelope.operationName) ??
    envelope.resourceProviderName?.split('/')[0]?.trim() ??
    properties?.resourceProviderName ??
    (envelope.resourceId === undefined ? undefined : providerOfId.exec(envelope.resourceId)?.[1]);
  return service?.toLowerCase() || logKeeper;
}

function namespaceOf(operationName: string | undefined): string | undefined {
  return operationName === undefined ? undefined : namespace.exec(operationName)?.[1];
}

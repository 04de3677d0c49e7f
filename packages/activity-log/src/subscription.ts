import type { Envelope } from './envelope';

const subscriptionOfId = /^\/?subscriptions\/([^/]+)/i;

/** The subscription that a record names (mapping, section 2.4, `cloud`): in its resource id, else by itself, else in the REST API's `id`; lower-case. */
export function readSubscriptionId(envelope: Envelope): string | undefined {
  const id = subscriptionIn(envelope.resourceId) ?? envelope.subscriptionId ?? subscriptionIn(envelope.id);
  return id?.trim().toLowerCase() || undefined;
}

/** The subscription in a resource id, in its own spelling. */
export function subscriptionIn(resourceId: string | undefined): string | undefined {
  return resourceId === undefined ? undefined : subscriptionOfId.exec(resourceId)?.[1];
}

import type { Envelope } from './envelope';
import type { Identity } from './identity';
import type { Properties } from './properties';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The directory that a record belongs to (mapping, section 2.1, `metadata.tenant_uid`). */
export function readTenantId(envelope: Envelope, properties: Properties | undefined, identity: Identity): string | undefined {
  return envelope.tenantId ?? properties?.tenantId ?? identity.actor.tenantId ?? rootOf(properties?.hierarchy);
}

/** Management groups from the root down to the subscription; the root has the tenant's id. */
function rootOf(hierarchy: string | undefined): string | undefined {
  const root = hierarchy?.split('/')[0]?.trim();
  return root !== undefined && guid.test(root) ? root : undefined;
}

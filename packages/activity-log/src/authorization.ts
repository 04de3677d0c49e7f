import type { JsonObject } from './activity-log-record';
import { ObjectReader } from './object-reader';

/** What Azure's access control was asked, and the role assignment that allowed it. */
const authorizationReader = new ObjectReader({
  texts: { scope: ['scope'], action: ['action'] },
  objects: { evidence: ['evidence'] },
});

/** The role assignment: its principal may be a group, or somebody else than the caller (mapping, section 2.3). */
const evidenceReader = new ObjectReader({
  texts: { role: ['role'], principalType: ['principalType'], principalId: ['principalId'] },
  kept: ['principalId'],
});

export type Authorization = ReturnType<typeof authorizationReader.read>;
export type Evidence = ReturnType<typeof evidenceReader.read>;

export function readAuthorization(authorization: JsonObject): Authorization {
  return authorizationReader.read(authorization);
}

export function readEvidence(evidence: JsonObject): Evidence {
  return evidenceReader.read(evidence);
}

import type { JsonObject } from './json-object';
import { nestedObject } from './nested-json';
import { textOf } from './text-value';

/** What Azure's access control was asked, and the role assignment that allowed it. */
export type Authorization = ReturnType<typeof readAuthorization>;

/** The role assignment: its principal may be a group, or somebody else than the caller (mapping, section 2.3). */
export type Evidence = ReturnType<typeof readEvidence>;

export function readAuthorization(all: JsonObject) {
  const evidence = nestedObject(all.evidence);
  return { scope: textOf(all.scope), action: textOf(all.action), evidence: evidence && readEvidence(evidence), all };
}

function readEvidence(all: JsonObject) {
  return { role: textOf(all.role), principalType: textOf(all.principalType), principalId: textOf(all.principalId) };
}

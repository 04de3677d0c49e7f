import type { JsonObject } from './json-object';
import { nestedObject } from './nested-json';
import { takeText, textOf } from './text-value';

/** What Azure's access control was asked, and the role assignment that allowed it. */
export type Authorization = ReturnType<typeof readAuthorization>;

/** The role assignment: its principal may be a group, or somebody else than the caller (mapping, section 2.3). */
export type Evidence = ReturnType<typeof readEvidence>;

/** Consumes the object: what has a place of its own in an event is taken out of it. */
export function readAuthorization(all: JsonObject) {
  const evidence = nestedObject(all.evidence);
  return { scope: takeText(all, 'scope'), action: takeText(all, 'action'), evidence: evidence && readEvidence(evidence), all };
}

function readEvidence(all: JsonObject) {
  return { role: takeText(all, 'role'), principalType: takeText(all, 'principalType'), principalId: textOf(all.principalId) };
}

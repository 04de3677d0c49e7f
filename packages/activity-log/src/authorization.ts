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
  return { role: takeText(all, 'role'), principalType: takeText(all, 'principalType'), principalId: dashedGuid(textOf(all.principalId)) };
}

const undashedGuid = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/** Role assignments leave the dashes of ids out: everywhere else the same principal has them. */
function dashedGuid(text: string | undefined): string | undefined {
  return text?.replace(undashedGuid, '$1-$2-$3-$4-$5');
}

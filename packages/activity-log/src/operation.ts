/** OCSF `activity_id` of the class API Activity. */
export const activityId = { unknown: 0, create: 1, read: 2, update: 3, delete: 4, other: 99 } as const;
export type ActivityId = (typeof activityId)[keyof typeof activityId];

export interface Activity {
  readonly id: ActivityId;
  /** The caption of the id; for `other` the operation's own verb or text. */
  readonly name: string;
}

const captions: Readonly<Record<Exclude<ActivityId, 99>, string>> = { 0: 'Unknown', 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete' };

/** Verbs of `/<verb>/action`, by how they start (mapping, section 2.2). Deleting before creating: "deallocate" is neither. */
const actionVerbs: readonly (readonly [RegExp, Exclude<ActivityId, 99>])[] = [
  [/^(?:list|get|check|validate|query|export|download)/, activityId.read],
  [/^(?:delete|remove|purge|revoke|clear|detach)/, activityId.delete],
  [/^(?:create|add|generate|import|copy)/, activityId.create],
  [/^(?:regenerate|rotate|reset)/, activityId.update],
  [
    /^(?:start|stop|poweroff|restart|redeploy|deallocate|runcommand|register|unregister|move|enable|disable|elevateaccess|approve|reject|scaleup|scaledown)$/,
    activityId.update,
  ],
];

/** Leading verbs of free text, as Privileged Identity Management writes it ("Add member to role ..."). */
const textVerbs: readonly (readonly [RegExp, Exclude<ActivityId, 99>])[] = [
  [/^(?:add|create)\b/, activityId.create],
  [/^(?:remove|delete)\b/, activityId.delete],
  [/^(?:update|renew|set)\b/, activityId.update],
];

/** Nobody performs a call on a resource in these: their verbs are states ("activated", "audit"). */
const categoriesWithoutCalls = new Set(['servicehealth', 'resourcehealth', 'alert', 'recommendation', 'security', 'policy']);

/** What an operation does to its resource (mapping, section 2.2). Case does not matter: the hub writes names in capitals. */
export function activityOf(operationName: string | undefined, category: string | undefined, statusCode: string | undefined): Activity {
  if (operationName === undefined) return known(activityId.unknown);
  const folded = operationName.toLowerCase();
  const segments = operationName.split('/');
  const last = segments.at(-1)?.toLowerCase();
  const verb = last === 'action' ? segments.at(-2) : segments.at(-1);
  if (categoriesWithoutCalls.has(category?.toLowerCase() ?? '')) return { id: activityId.other, name: verb ?? operationName };
  if (segments.length === 1) return byVerb(textVerbs, folded) ?? { id: activityId.other, name: operationName };
  if (last === 'write') return known(statusCode?.toLowerCase() === 'created' ? activityId.create : activityId.update);
  if (last === 'read') return known(activityId.read);
  if (last === 'delete') return known(activityId.delete);
  return byVerb(actionVerbs, verb?.toLowerCase() ?? '') ?? { id: activityId.other, name: verb ?? operationName };
}

function known(id: Exclude<ActivityId, 99>): Activity {
  return { id, name: captions[id] };
}

function byVerb(verbs: readonly (readonly [RegExp, Exclude<ActivityId, 99>])[], text: string): Activity | undefined {
  const match = verbs.find(([verb]) => verb.test(text));
  return match === undefined ? undefined : known(match[1]);
}

import { nestedJson } from './nested-json';
import { textOf } from './text-value';

/** Who asked Privileged Identity Management for a role. */
export interface CallerInfo {
  readonly upn: string | undefined;
  readonly objectId: string | undefined;
  readonly name: string | undefined;
  readonly objectClass: string | undefined;
}

/** Reads `properties.CallerInfo`: a list of type and value pairs, usually as JSON text (mapping, sections 2.3 and 4.6). */
export function readCallerInfo(value: unknown): CallerInfo | undefined {
  const pairs = nestedJson(value);
  if (!Array.isArray(pairs)) return undefined;
  const values = new Map<string | undefined, string | undefined>();
  for (const pair of pairs as readonly unknown[]) {
    if (typeof pair !== 'object' || pair === null) continue;
    const { CallerIdentityType: type, CallerIdentityValue: text } = pair as { readonly [key: string]: unknown };
    values.set(textOf(type)?.toLowerCase(), textOf(text));
  }
  return {
    upn: values.get('upn'),
    objectId: values.get('objectid'),
    name: values.get('name') ?? values.get('username'),
    objectClass: values.get('objectclass'),
  };
}

import type { JsonObject } from './json-object';
import { textOf } from './text-value';

/**
 * Claims of the caller's token (mapping, section 2.3). Azure Resource Manager writes most under their long names, some under short ones.
 * Unlike Azure's own keys, names of claims are exact.
 */
export type Claims = ReturnType<typeof readClaims>;

export function readClaims(all: JsonObject) {
  return {
    upn: textOf(all['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn']) ?? textOf(all.upn),
    objectId: textOf(all['http://schemas.microsoft.com/identity/claims/objectidentifier']) ?? textOf(all.oid),
    tenantId: textOf(all['http://schemas.microsoft.com/identity/claims/tenantid']) ?? textOf(all.tid),
    appId: textOf(all.appid) ?? textOf(all.azp),
    /** For an app-only token the app's name. */
    displayName: textOf(all.name),
    servicePrincipalName: textOf(all['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/spn']) ?? textOf(all.spn),
    accountName: textOf(all['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name']),
    uniqueName: textOf(all.unique_name),
    emailAddress: textOf(all['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress']) ?? textOf(all.email),
    givenName: textOf(all['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname']),
    surname: textOf(all['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname']),
    identityType: textOf(all.idtyp),
    scope: textOf(all['http://schemas.microsoft.com/identity/claims/scope']) ?? textOf(all.scp),
    all,
  };
}

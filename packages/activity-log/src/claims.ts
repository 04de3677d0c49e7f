import type { JsonObject } from './json-object';
import { takeText, textOf } from './text-value';

/**
 * Claims of the caller's token (mapping, section 2.3). Azure Resource Manager writes most under their long names, some under short ones.
 * Unlike Azure's own keys, names of claims are exact.
 */
export type Claims = ReturnType<typeof readClaims>;

/** Consumes the object: what has a place of its own in an event is taken out of it. */
export function readClaims(all: JsonObject) {
  return {
    upn: takeText(all, 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn') ?? takeText(all, 'upn'),
    objectId: takeText(all, 'http://schemas.microsoft.com/identity/claims/objectidentifier') ?? takeText(all, 'oid'),
    tenantId: takeText(all, 'http://schemas.microsoft.com/identity/claims/tenantid') ?? takeText(all, 'tid'),
    appId: takeText(all, 'appid') ?? takeText(all, 'azp'),
    /** For an app-only token the app's name. */
    displayName: takeText(all, 'name'),
    servicePrincipalName: takeText(all, 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/spn') ?? takeText(all, 'spn'),
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

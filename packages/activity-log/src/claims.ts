import type { JsonObject } from './json-object';
import { textOf } from './text-value';

const microsoft = 'http://schemas.microsoft.com/identity/claims/';
const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/**
 * Claims of the caller's token (mapping, section 2.3). Azure Resource Manager writes most under their long names, some under short ones.
 * Unlike Azure's own keys, names of claims are exact.
 */
export type Claims = ReturnType<typeof readClaims>;

export function readClaims(all: JsonObject) {
  return {
    upn: textOf(all[`${soap}upn`]) ?? textOf(all.upn),
    objectId: textOf(all[`${microsoft}objectidentifier`]) ?? textOf(all.oid),
    tenantId: textOf(all[`${microsoft}tenantid`]) ?? textOf(all.tid),
    appId: textOf(all.appid) ?? textOf(all.azp),
    /** For an app-only token the app's name. */
    displayName: textOf(all.name),
    servicePrincipalName: textOf(all[`${soap}spn`]) ?? textOf(all.spn),
    accountName: textOf(all[`${soap}name`]),
    uniqueName: textOf(all.unique_name),
    emailAddress: textOf(all[`${soap}emailaddress`]) ?? textOf(all.email),
    givenName: textOf(all[`${soap}givenname`]),
    surname: textOf(all[`${soap}surname`]),
    identityType: textOf(all.idtyp),
    scope: textOf(all[`${microsoft}scope`]) ?? textOf(all.scp),
    all,
  };
}

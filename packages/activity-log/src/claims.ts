import type { JsonObject } from './activity-log-record';
import { ObjectReader } from './object-reader';

/** Claims of the caller's token (mapping, section 2.3). Azure Resource Manager writes most under their long names, some under short ones. */
const reader = new ObjectReader({
  texts: {
    upn: ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn', 'upn'],
    objectId: ['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid'],
    tenantId: ['http://schemas.microsoft.com/identity/claims/tenantid', 'tid'],
    appId: ['appid', 'azp'],
    /** For an app-only token the app's name. */
    displayName: ['name'],
    accountName: ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name'],
    uniqueName: ['unique_name'],
    emailAddress: ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress', 'email'],
    givenName: ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname', 'given_name'],
    surname: ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname', 'family_name'],
    servicePrincipalName: ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/spn', 'spn'],
    identityType: ['idtyp'],
    scope: ['http://schemas.microsoft.com/identity/claims/scope', 'scp'],
  },
  kept: ['accountName', 'uniqueName', 'emailAddress', 'givenName', 'surname', 'identityType', 'scope'],
});

export type Claims = ReturnType<typeof reader.read>;

export function readClaims(claims: JsonObject): Claims {
  return reader.read(claims);
}

import { type JsonFields, JsonText, toJsonText } from './json-text';
import type { Actor } from './people';
import type { SeededRandom } from './seeded-random';

/** An access token as its claims show it: each actor works with one for about an hour. */
export interface Token {
  readonly issuedSeconds: number;
  readonly address: string;
  readonly values: JsonFields;
  /** The claims' JSON text per form: the same in all records of the token. */
  readonly texts: Map<ClaimsForm, JsonText>;
}

const microsoft = 'http://schemas.microsoft.com';
const xmlsoap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const claim = {
  authenticationClass: `${microsoft}/claims/authnclassreference`,
  authenticationMethods: `${microsoft}/claims/authnmethodsreferences`,
  device: `${microsoft}/2012/01/devicecontext/claims/identifier`,
  email: `${xmlsoap}/emailaddress`,
  givenName: `${xmlsoap}/givenname`,
  identityProvider: `${microsoft}/identity/claims/identityprovider`,
  name: `${xmlsoap}/name`,
  nameIdentifier: `${xmlsoap}/nameidentifier`,
  objectId: `${microsoft}/identity/claims/objectidentifier`,
  scope: `${microsoft}/identity/claims/scope`,
  surname: `${xmlsoap}/surname`,
  tenant: `${microsoft}/identity/claims/tenantid`,
  upn: `${xmlsoap}/upn`,
} as const;

export const servicePrincipalNameClaim = `${xmlsoap}/spn`;
export const emailClaim = claim.email;

const frame = ['aud', 'iss', 'iat', 'nbf', 'exp'];

/** Which claims a record shows, in their order: what Azure writes has changed over the years, and some exports keep a few only. */
const forms = {
  user: [
    ...[
      ...frame,
      claim.authenticationClass,
      'aio',
      'altsecid',
      claim.authenticationMethods,
      'appid',
      'appidacr',
      claim.email,
      claim.surname,
    ],
    ...[claim.givenName, 'groups', claim.identityProvider, 'idtyp', 'ipaddr', 'name', claim.objectId, 'puid', 'rh', claim.scope, 'sid'],
    ...[claim.nameIdentifier, claim.tenant, claim.name, 'uti', 'ver', 'wids', 'xms_edov', 'xms_idrel', 'xms_tcdt'],
  ],
  application: [
    ...[...frame, 'aio', 'appid', 'appidacr', claim.identityProvider, 'idtyp', claim.objectId, 'rh', claim.nameIdentifier, claim.tenant],
    ...['uti', 'ver', 'xms_tcdt'],
  ],
  olderUser: [
    ...[
      ...frame,
      'ver',
      claim.tenant,
      claim.authenticationMethods,
      claim.objectId,
      claim.upn,
      'puid',
      claim.nameIdentifier,
      claim.givenName,
    ],
    ...[claim.surname, 'name', 'groups', claim.name, 'appid', 'appidacr', claim.scope, claim.authenticationClass],
  ],
  directoryUser: [
    ...[...frame, '_claim_names', '_claim_sources', claim.authenticationClass, 'aio', claim.authenticationMethods, 'appid', 'appidacr'],
    ...[claim.device, 'e_exp', claim.surname, claim.givenName, 'ipaddr', 'name', claim.objectId, 'onprem_sid', 'puid', claim.scope],
    ...[claim.nameIdentifier, claim.tenant, claim.name, claim.upn, 'uti', 'ver'],
  ],
  directoryApplication: [
    ...[...frame, 'aio', 'appid', 'appidacr', claim.identityProvider, claim.objectId, claim.nameIdentifier, claim.tenant, 'uti', 'ver'],
  ],
  short: ['name', 'upn', 'idtyp', 'ipaddr', claim.objectId, claim.tenant],
  flat: ['idtyp', 'appid', 'ipaddr', claim.objectId],
  minimal: ['idtyp', claim.objectId],
} as const satisfies Record<string, readonly string[]>;

export type ClaimsForm = keyof typeof forms;

export const isPerson = (actor: Actor): boolean => actor.kind === 'user' || actor.kind === 'guest';

export function claimsText(form: ClaimsForm, token: Token): JsonText {
  let text = token.texts.get(form);
  if (text === undefined) {
    text = new JsonText(toJsonText(pickFields(token.values, forms[form])));
    token.texts.set(form, text);
  }
  return text;
}

/** The claims of a form together with more of them. */
export function claimsWith(form: ClaimsForm, token: Token, more: JsonFields): JsonFields {
  return { ...pickFields(token.values, forms[form]), ...more };
}

const pickFields = (values: JsonFields, keys: readonly string[]): JsonFields => Object.fromEntries(keys.map(key => [key, values[key]]));

export function issueToken(actor: Actor, tenantId: string, seconds: number, random: SeededRandom): Token {
  const address = random.pickRanked(actor.addresses);
  return { issuedSeconds: seconds, address, values: claimValues(actor, tenantId, seconds, address, random), texts: new Map() };
}

function claimValues(actor: Actor, tenantId: string, seconds: number, address: string, random: SeededRandom): JsonFields {
  const person = isPerson(actor);
  const signInName = actor.kind === 'guest' ? `live.com#${actor.principalName}` : actor.principalName;
  return {
    aud: 'https://management.core.windows.net/',
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: `${seconds}`,
    nbf: `${seconds}`,
    exp: `${seconds + 4000}`,
    ver: '1.0',
    aio: random.token(random.between(40, 160)),
    altsecid: `5::${actor.puid}`,
    appid: actor.appId,
    appidacr: person ? '0' : '2',
    e_exp: '262800',
    groups: actor.groups,
    idtyp: person ? 'user' : 'app',
    ipaddr: address,
    name: actor.displayName,
    onprem_sid: `S-1-5-21-${random.uint32()}-${random.uint32()}-${random.uint32()}-${random.between(1000, 99999)}`,
    puid: actor.puid,
    rh: `1.${random.token(48)}.`,
    sid: random.guid(),
    upn: actor.principalName,
    uti: random.token(22),
    wids: `${random.guid()},${random.guid()}`,
    xms_edov: 'true',
    xms_idrel: '5 26',
    xms_tcdt: `${1_400_000_000 + (seconds % 1000)}`,
    _claim_names: '{"groups":"src1"}',
    _claim_sources: `{"src1":{"endpoint":"https://graph.example.com/${tenantId}/users/${actor.objectId}/getMemberObjects"}}`,
    [claim.authenticationClass]: '1',
    [claim.authenticationMethods]: random.pick(['pwd,mfa', 'pwd', 'rsa,mfa']),
    [claim.device]: random.guid(),
    [claim.email]: actor.principalName,
    [claim.givenName]: actor.givenName,
    [claim.identityProvider]: `https://sts.windows.net/${tenantId}/`,
    // Some directories write the name with a blank in front.
    [claim.name]: random.chance(0.1) ? ` ${signInName}` : signInName,
    [claim.nameIdentifier]: random.token(43),
    [claim.objectId]: actor.objectId,
    [claim.scope]: 'user_impersonation',
    [claim.surname]: actor.surname,
    [claim.tenant]: tenantId,
    [claim.upn]: signInName,
  };
}

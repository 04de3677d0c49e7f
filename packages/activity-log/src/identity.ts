import { type Authorization, type Evidence, readAuthorization } from './authorization';
import { type CallerInfo, readCallerInfo } from './caller-info';
import { type Claims, readClaims } from './claims';
import type { Envelope } from './envelope';
import { isJsonObject, type JsonObject, orNothing } from './json-object';
import { nestedObject } from './nested-json';
import type { Properties } from './properties';

/** A person, an application signed in as itself, a service of Azure, or somebody of whom the record does not say which. */
export type ActorKind = 'User' | 'ServicePrincipal' | 'Service' | 'Unknown';

/** Who did it (mapping, section 2.3). */
export interface Actor {
  readonly kind: ActorKind;
  /** The directory's object id of the caller. */
  readonly uid: string | undefined;
  readonly name: string | undefined;
  readonly fullName: string | undefined;
  /** A mail address, by its form. */
  readonly emailAddress: string | undefined;
  readonly appId: string | undefined;
  readonly tenantId: string | undefined;
}

/** What a record says of its caller, wherever its shape keeps it. */
export interface Identity {
  readonly actor: Actor;
  readonly claims: Claims | undefined;
  readonly authorization: Authorization | undefined;
}

const guid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
/** What OCSF's `email_t` takes. */
const mailAddress = /^[\w.+'%-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$/;
/** A personal Microsoft account's name carries its issuer in front. */
const accountIssuer = /^live\.com#/i;

export function readIdentity(envelope: Envelope, properties: Properties | undefined): Identity {
  const claims = nestedObject(envelope.identity?.claims) ?? envelope.claims;
  const authorization = nestedObject(envelope.identity?.authorization) ?? envelope.authorization;
  const read = { claims: claims && readClaims(claims), authorization: authorization && readAuthorization(authorization) };
  dropConsumed(authorization, 'evidence');
  dropConsumed(envelope.identity, 'claims');
  dropConsumed(envelope.identity, 'authorization');
  return { ...read, actor: readActor(read.claims, read.authorization?.evidence, envelope.caller, readCallerInfo(properties?.callerInfo)) };
}

/** Takes an object out of which everything was taken out of its own object, too. */
function dropConsumed(object: JsonObject | undefined, key: string): void {
  const member = object?.[key];
  if (object !== undefined && isJsonObject(member) && orNothing(member) === undefined) object[key] = undefined;
}

function readActor(
  claims: Claims | undefined,
  evidence: Evidence | undefined,
  caller: string | undefined,
  callerInfo: CallerInfo | undefined,
): Actor {
  const upn = claims?.upn ?? claims?.accountName ?? claims?.uniqueName ?? callerInfo?.upn;
  const callerName = caller?.includes('@') ? caller : undefined;
  const name = withoutIssuer(upn ?? callerName ?? claims?.emailAddress);
  const appId = claims?.appId;
  const callerUid = claims?.objectId ?? (caller !== undefined && guid.test(caller) ? caller : undefined) ?? callerInfo?.objectId;
  // The role assignment's principal may be a group or somebody else: only when nothing else is known.
  const isAnonymous = name === undefined && appId === undefined && claims?.servicePrincipalName === undefined && caller === undefined;
  const uid = callerUid ?? (isAnonymous ? evidence?.principalId : undefined);
  return {
    kind: kindOf(claims, evidence, callerInfo, name, uid),
    uid,
    name,
    fullName: claims?.displayName ?? joined(claims?.givenName, claims?.surname) ?? callerInfo?.name,
    emailAddress: mailAddressIn(claims?.emailAddress) ?? mailAddressIn(upn),
    appId,
    tenantId: claims?.tenantId,
  };
}

function withoutIssuer(name: string | undefined): string | undefined {
  return name?.includes('#') ? name.replace(accountIssuer, '') : name;
}

function joined(first: string | undefined, second: string | undefined): string | undefined {
  return first === undefined || second === undefined ? (first ?? second) : `${first} ${second}`;
}

function mailAddressIn(text: string | undefined): string | undefined {
  return text !== undefined && mailAddress.test(text) ? text : undefined;
}

function kindOf(
  claims: Claims | undefined,
  evidence: Evidence | undefined,
  callerInfo: CallerInfo | undefined,
  name: string | undefined,
  uid: string | undefined,
): ActorKind {
  const identityType = claims?.identityType?.toLowerCase();
  if (identityType === 'app') return 'ServicePrincipal';
  if (identityType === 'user' || claims?.upn !== undefined || claims?.scope !== undefined || name?.includes('@')) return 'User';
  if (claims?.appId !== undefined) return 'ServicePrincipal';
  if (claims?.displayName !== undefined) return 'User';
  const assignedTo = evidence?.principalType ?? callerInfo?.objectClass;
  if (uid !== undefined && (assignedTo === 'User' || assignedTo === 'ServicePrincipal')) return assignedTo;
  return uid === undefined ? 'Service' : 'Unknown';
}

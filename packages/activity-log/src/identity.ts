import type { JsonObject } from './activity-log-record';
import { type Authorization, type Evidence, readAuthorization, readEvidence } from './authorization';
import { type CallerInfo, readCallerInfo } from './caller-info';
import { type Claims, readClaims } from './claims';
import type { Envelope } from './envelope';
import { ObjectReader } from './object-reader';
import type { Properties } from './properties';
import { setMember, withoutEmptyValues } from './without-empty-values';

const identityReader = new ObjectReader({ objects: { authorization: ['authorization'], claims: ['claims'] } });

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
  readonly evidence: Evidence | undefined;
  /** What else the record says of the caller. */
  readonly rest: JsonObject;
}

const guid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
/** What OCSF's `email_t` takes. */
const mailAddress = /^[\w.+'%-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$/;
/** A personal Microsoft account's name carries its issuer in front. */
const accountIssuer = /^live\.com#/i;

export function readIdentity({ texts, objects }: Envelope, properties: Properties | undefined): Identity {
  const identity = objects.identity === undefined ? undefined : identityReader.read(objects.identity);
  const authorizationObject = identity?.objects.authorization ?? objects.authorization;
  const claimsObject = identity?.objects.claims ?? objects.claims;
  const authorization = authorizationObject === undefined ? undefined : readAuthorization(authorizationObject);
  const claims = claimsObject === undefined ? undefined : readClaims(claimsObject);
  const evidence = authorization?.objects.evidence === undefined ? undefined : readEvidence(authorization.objects.evidence);
  const actor = readActor(claims, evidence, texts.caller, readCallerInfo(properties?.values.callerInfo));
  // A record that keeps them in both places: what stands within `identity` counts, the other is passed on.
  const rest: Record<string, unknown> = { ...identity?.rest };
  if (claimsObject !== objects.claims) setMember(rest, 'claims', withoutEmptyValues(objects.claims));
  if (authorizationObject !== objects.authorization) setMember(rest, 'authorization', withoutEmptyValues(objects.authorization));
  return { actor, claims, authorization, evidence, rest };
}

function readActor(
  claims: Claims | undefined,
  evidence: Evidence | undefined,
  caller: string | undefined,
  callerInfo: CallerInfo | undefined,
): Actor {
  const token = claims?.texts;
  const upn = token?.upn ?? token?.accountName ?? token?.uniqueName ?? callerInfo?.upn;
  const callerName = caller?.includes('@') ? caller : undefined;
  const name = (upn ?? callerName ?? token?.emailAddress)?.replace(accountIssuer, '');
  const appId = token?.appId;
  const callerUid = token?.objectId ?? (caller !== undefined && guid.test(caller) ? caller : undefined) ?? callerInfo?.objectId;
  // The role assignment's principal may be a group or somebody else: only when nothing else is known.
  const isAnonymous = name === undefined && appId === undefined && token?.servicePrincipalName === undefined && caller === undefined;
  const uid = callerUid ?? (isAnonymous ? evidence?.texts.principalId : undefined);
  const givenAndSurname = [token?.givenName, token?.surname].filter(part => part !== undefined).join(' ');
  return {
    kind: kindOf(token, evidence, callerInfo, name, uid),
    uid,
    name,
    fullName: token?.displayName ?? (givenAndSurname || callerInfo?.name),
    emailAddress: [token?.emailAddress, upn].find(address => address !== undefined && mailAddress.test(address)),
    appId,
    tenantId: token?.tenantId,
  };
}

function kindOf(
  token: Claims['texts'] | undefined,
  evidence: Evidence | undefined,
  callerInfo: CallerInfo | undefined,
  name: string | undefined,
  uid: string | undefined,
): ActorKind {
  const identityType = token?.identityType?.toLowerCase();
  if (identityType === 'app') return 'ServicePrincipal';
  if (identityType === 'user' || token?.upn !== undefined || token?.scope !== undefined || name?.includes('@')) return 'User';
  if (token?.appId !== undefined) return 'ServicePrincipal';
  if (token?.displayName !== undefined) return 'User';
  const assignedTo = evidence?.texts.principalType ?? callerInfo?.objectClass;
  if (uid !== undefined && (assignedTo === 'User' || assignedTo === 'ServicePrincipal')) return assignedTo;
  return uid === undefined ? 'Service' : 'Unknown';
}

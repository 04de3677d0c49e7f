import type { Certificate } from './certificate';
import { type EntraToken, type Person, startEntraToken } from './entra-token';
import type { Running } from './running';
import { type StsWebIdentity, startStsWebIdentity } from './sts-web-identity';

export interface WebIdentityProps {
  readonly certificate: Certificate;
  readonly tenantId: string;
  /** The client ids of the identities that an AWS role may become. */
  readonly clientIds: readonly string[];
  /** `http://127.0.0.1:<port>` of what serves `AssumeRole`. @default there is no such action */
  readonly assumeRoleUrl?: string;
  /** Who has logged in. @default nobody */
  readonly person?: Person;
}

/** Where an AWS role gets its token, and where it becomes an identity in Azure. */
export interface WebIdentity {
  readonly sts: StsWebIdentity;
  readonly entra: EntraToken;
}

/** The way from AWS into Azure: STS, and a tenant whose identities trust exactly the emulated role. */
export async function startWebIdentity(running: Running, props: WebIdentityProps): Promise<WebIdentity> {
  const { assumeRoleUrl, certificate, clientIds, person, tenantId } = props;
  const sts = await running.add(startStsWebIdentity(assumeRoleUrl === undefined ? {} : { assumeRoleUrl }));
  const federatedCredentials = clientIds.map(clientId => ({ clientId, issuer: sts.issuer, subject: sts.subject }));
  return {
    sts,
    entra: await running.add(startEntraToken({ certificate, tenantId, federatedCredentials, ...(person === undefined ? {} : { person }) })),
  };
}

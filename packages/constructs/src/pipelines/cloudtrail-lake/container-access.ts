import type { CloudtrailLakeSettings } from '@audit-bridge/config';
import { azureTokenStatement } from '../../building-blocks/azure-token-statement';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { secretStatements } from '../../building-blocks/secret-statements';

/** How a function signs in to the blob container. */
export type ContainerAuthentication =
  | {
      readonly kind: 'web-identity';
      readonly tenantId: string;
      /** Of the identity that trusts the functions' roles. */
      readonly clientId: string;
      readonly audience: string;
      /** Only where the tenant is not in the public cloud. */
      readonly authorityHost: string | undefined;
    }
  | Extract<CloudtrailLakeSettings['authentication'], { kind: 'connection-string' }>;

export interface ContainerAccess {
  /** `https://<account>.blob.<suffix>/insights-activity-logs` */
  readonly url: string;
  readonly authentication: ContainerAuthentication;
}

/** The variables that both functions have for it. */
export function containerVariables({ url, authentication }: ContainerAccess) {
  const base = { CONTAINER_URL: url, AZURE_AUTHENTICATION: authentication.kind };
  return authentication.kind === 'web-identity'
    ? { ...base, AZURE_TENANT_ID: authentication.tenantId, AZURE_CLIENT_ID: authentication.clientId }
    : { ...base, CONNECTION_STRING_SECRET_ARN: authentication.secretArn };
}

/** Variables of the SDKs, not of the functions: where tokens are asked for outside the public cloud. */
export function sdkVariables(authentication: ContainerAuthentication): Readonly<Record<string, string | undefined>> {
  return authentication.kind === 'web-identity' ? { AZURE_AUTHORITY_HOST: authentication.authorityHost } : {};
}

/** What the function's role needs for it. */
export function containerStatements(authentication: ContainerAuthentication): readonly IamStatement[] {
  return authentication.kind === 'web-identity' ? [azureTokenStatement(authentication.audience)] : secretStatements(authentication);
}

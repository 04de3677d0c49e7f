import type { Names } from '@audit-bridge/naming';
import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct } from 'constructs';

export interface ContainerReaderProps {
  readonly names: Names;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The container's Azure Resource Manager id. */
  readonly containerId: string;
  /** The AWS account's token issuer. */
  readonly issuerUrl: string;
  readonly audience: string;
  /** The AWS roles that may act as this identity, by a word that names the credential. */
  readonly roleArns: Readonly<Record<string, string>>;
}

/** An identity that may read one container, and that listed AWS roles sign in as, without any secret. */
export class ContainerReader extends Construct {
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: ContainerReaderProps) {
    super(scope, id);
    const { names, resourceGroupName, location, tags, issuerUrl, audience } = props;
    const identity = new UserAssignedIdentity(this, 'identity', {
      name: names.of('azureManagedIdentity', 'cloudtrail-lake-reader'),
      resourceGroupName,
      location,
      tags: { ...tags },
    });
    let previous: FederatedIdentityCredential | undefined;
    for (const [word, roleArn] of Object.entries(props.roleArns)) {
      previous = new FederatedIdentityCredential(this, `trust-${word}`, {
        name: names.of('azureFederatedCredential', word),
        resourceGroupName,
        parentId: identity.id,
        issuer: issuerUrl,
        subject: roleArn,
        audience: [audience],
        // Azure answers 409 to two credentials of one identity at the same moment:
        // https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
        dependsOn: previous === undefined ? undefined : [previous],
      });
    }
    new RoleAssignment(this, 'role', {
      scope: props.containerId,
      roleDefinitionName: 'Storage Blob Data Reader',
      principalId: identity.principalId,
      principalType: 'ServicePrincipal',
    });
    this.clientId = identity.clientId;
  }
}

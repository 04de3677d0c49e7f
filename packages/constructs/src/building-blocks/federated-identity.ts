import type { Names } from '@audit-bridge/naming';
import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct } from 'constructs';

export interface FederatedIdentityProps {
  readonly names: Names;
  /** What the identity is called, after the environment: `cloudtrail-lake-reader`. */
  readonly word: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The one thing that it may do. */
  readonly permission: Permission;
  /** The AWS account's token issuer. */
  readonly issuerUrl: string;
  readonly audience: string;
  /** The AWS roles that may act as this identity, by a word that names the credential. */
  readonly roleArns: Readonly<Record<string, string>>;
}

/** A built-in role by its name, or one of our own by its id. */
export type Permission = ({ readonly roleName: string } | { readonly roleDefinitionId: string }) & {
  /** The Azure Resource Manager id of what the role holds for. */
  readonly scopeId: string;
};

/** An identity with one permission, that listed AWS roles sign in as, without any secret. */
export class FederatedIdentity extends Construct {
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: FederatedIdentityProps) {
    super(scope, id);
    const { names, resourceGroupName, location, tags, issuerUrl, audience, permission } = props;
    const identity = new UserAssignedIdentity(this, 'identity', {
      name: names.of('azureManagedIdentity', props.word),
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
      scope: permission.scopeId,
      ...('roleName' in permission ? { roleDefinitionName: permission.roleName } : { roleDefinitionId: permission.roleDefinitionId }),
      principalId: identity.principalId,
      principalType: 'ServicePrincipal',
    });
    this.clientId = identity.clientId;
  }
}

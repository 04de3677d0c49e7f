import type { Names } from '@audit-bridge/naming';
import { RoleDefinition } from '@cdktf/provider-azurerm/lib/role-definition';
import { Construct } from 'constructs';
import type { Permission } from './federated-identity';

export interface SubscriptionReaderRoleProps {
  readonly names: Names;
  /** Where the role can be assigned, and nowhere else. */
  readonly managementGroupId: string;
}

/**
 * Lets an identity see which subscriptions there are below a management group, and nothing that is in them: the built-in Reader would read every resource.
 * The group itself is read to prove that the right is there.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/permissions/management-and-governance
 */
export class SubscriptionReaderRole extends Construct {
  /** To give it to an identity. */
  readonly permission: Extract<Permission, { roleDefinitionId: string }>;

  constructor(scope: Construct, id: string, { names, managementGroupId }: SubscriptionReaderRoleProps) {
    super(scope, id);
    const scopeId = `/providers/Microsoft.Management/managementGroups/${managementGroupId}`;
    const role = new RoleDefinition(this, 'role', {
      name: names.of('azureCustomRole', 'subscription-reader'),
      description: 'Sees which subscriptions there are, to tell which of them no activity log is collected from.',
      scope: scopeId,
      // A custom role takes one management group: https://learn.microsoft.com/azure/role-based-access-control/custom-roles#custom-role-limits
      assignableScopes: [scopeId],
      permissions: [{ actions: ['Microsoft.Management/managementGroups/read', 'Microsoft.Resources/subscriptions/read'] }],
    });
    this.permission = { roleDefinitionId: role.roleDefinitionResourceId, scopeId };
  }
}

import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { Construct } from 'constructs';
import type { SubscriptionReaderRole } from '../../building-blocks/subscription-reader-role';

export interface ForwarderRolesProps {
  /** The forwarder's identity, by its object id. */
  readonly principalId: string;
  readonly hubId: string;
  readonly hostAccountId: string;
  readonly parkingContainerId: string;
  readonly insightsId: string;
  /** Where the function looks for subscriptions that nobody collects from. */
  readonly subscriptions?: SubscriptionReaderRole;
}

/** What the forwarder's identity may do, and where. */
export class ForwarderRoles extends Construct {
  readonly assignments: readonly RoleAssignment[];

  constructor(scope: Construct, id: string, props: ForwarderRolesProps) {
    super(scope, id);
    const { principalId } = props;
    const assign = (word: string, roleDefinitionName: string, scopeId: string) =>
      new RoleAssignment(this, word, { scope: scopeId, roleDefinitionName, principalId, principalType: 'ServicePrincipal' });
    this.assignments = [
      // Also how the platform sees that there is something to scale for.
      assign('receive', 'Azure Event Hubs Data Receiver', props.hubId),
      // What the host's storage is documented to need. It makes its containers by itself, so that no container can be named here:
      // https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
      assign('host-storage', 'Storage Blob Data Owner', props.hostAccountId),
      assign('park', 'Storage Blob Data Contributor', props.parkingContainerId),
      // https://learn.microsoft.com/azure/azure-monitor/app/azure-ad-authentication
      assign('telemetry', 'Monitoring Metrics Publisher', props.insightsId),
      ...this.#subscriptionReader(props),
    ];
  }

  #subscriptionReader({ principalId, subscriptions }: ForwarderRolesProps): readonly RoleAssignment[] {
    if (subscriptions === undefined) return [];
    const { roleDefinitionId, scopeId: scope } = subscriptions.permission;
    return [new RoleAssignment(this, 'list-subscriptions', { scope, roleDefinitionId, principalId, principalType: 'ServicePrincipal' })];
  }
}

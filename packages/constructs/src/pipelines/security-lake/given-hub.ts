import { type AzureCloud, azureClouds, type SecurityLakeSettings } from '@audit-bridge/config';
import type { Names } from '@audit-bridge/naming';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from '../../building-blocks/azapi-resource';
import type { SourceHub } from './source-hub';

export interface GivenHubProps {
  readonly names: Names;
  readonly cloud: AzureCloud;
  readonly settings: Extract<SecurityLakeSettings['eventHub'], { kind: 'given' }>;
}

const idPattern =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.EventHub\/namespaces\/([^/]+)\/eventhubs\/([^/]+)$/i;

/** An event hub that somebody else owns: it gets a consumer group of this environment's own, and is not touched otherwise. */
export class GivenHub extends Construct implements SourceHub {
  readonly hub: SourceHub['hub'];
  readonly consumerGroup: SourceHub['consumerGroup'];
  readonly rule: SourceHub['rule'];
  readonly namespaceId: string;
  readonly fullyQualifiedNamespace: string;
  readonly writesTo: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { names, cloud, settings }: GivenHubProps) {
    super(scope, id);
    // The schema of the settings has the same pattern. The portal spells ids in any case, and a role assignment's scope is compared letter by letter.
    const [, subscriptionId = '', group = '', namespace = '', name = ''] = idPattern.exec(settings.resourceId) ?? [];
    this.namespaceId = `/subscriptions/${subscriptionId.toLowerCase()}/resourceGroups/${group}/providers/Microsoft.EventHub/namespaces/${namespace}`;
    this.hub = { id: `${this.namespaceId}/eventhubs/${name}`, name };
    const { exportRule } = settings;
    this.rule = exportRule === undefined ? undefined : { id: `${this.namespaceId}/authorizationRules/${exportRule}` };
    this.fullyQualifiedNamespace = `${namespace}${azureClouds[cloud].eventHubsSuffix}`;
    // Through azapi, because the hub may be in another subscription than everything else.
    const consumerGroup = new AzapiResource(this, 'consumer-group', {
      type: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01',
      name: names.of('azureEventHubConsumerGroup'),
      parentId: this.hub.id,
      body: {},
    });
    this.consumerGroup = consumerGroup;
    this.writesTo = [consumerGroup];
  }
}

import { type AzureCloud, azureClouds, type SecurityLakeSettings } from '@audit-bridge/config';
import { type Names, operatedNames } from '@audit-bridge/naming';
import { Eventhub } from '@cdktf/provider-azurerm/lib/eventhub';
import { EventhubConsumerGroup } from '@cdktf/provider-azurerm/lib/eventhub-consumer-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from '../../building-blocks/azapi-resource';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';
import type { SourceHub } from './source-hub';

type CreatedHubSettings = Extract<SecurityLakeSettings['eventHub'], { kind: 'created' }>;

export interface ActivityLogHubProps {
  readonly names: Names;
  readonly resourceGroupId: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly cloud: AzureCloud;
  readonly tags: Readonly<Record<string, string>>;
  readonly protection: Protection;
  readonly settings: CreatedHubSettings;
  /** Whether Azure Monitor writes to it. */
  readonly exported: boolean;
}

/** The forwarder's own: where another reader stands in the hub is none of its business. */
const consumerGroupName = 'audit-bridge';

/** https://learn.microsoft.com/azure/templates/microsoft.eventhub/2024-01-01/namespaces */
interface NamespaceBody {
  readonly sku: { readonly name: 'Standard' | 'Premium'; readonly tier: 'Standard' | 'Premium'; readonly capacity: number };
  readonly properties: {
    readonly minimumTlsVersion: '1.2';
    readonly disableLocalAuth: boolean;
    readonly publicNetworkAccess: 'Enabled';
    readonly isAutoInflateEnabled?: boolean;
    readonly maximumThroughputUnits?: number;
  };
}

/** https://learn.microsoft.com/azure/templates/microsoft.eventhub/2024-01-01/namespaces/authorizationrules */
interface RuleBody {
  readonly properties: { readonly rights: readonly ('Manage' | 'Send' | 'Listen')[] };
}

/**
 * The event hub that Azure Monitor writes the activity log to. Namespace and rule are made through azapi: azurerm writes their keys into the state, and
 * whoever has one can forge events.
 */
export class ActivityLogHub extends Construct implements SourceHub {
  readonly hub: Eventhub;
  readonly consumerGroup: EventhubConsumerGroup;
  /** For Azure Monitor alone; undefined where it does not write. */
  readonly rule: AzapiResource<RuleBody> | undefined;
  /** In Azure Resource Manager. */
  readonly namespaceId: string;
  readonly fullyQualifiedNamespace: string;
  readonly writesTo: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ActivityLogHubProps) {
    super(scope, id);
    const { names, location, tags, settings, cloud, exported } = props;
    const { eventHubsNamespace, eventHub } = operatedNames(names);
    const namespace = new AzapiResource<NamespaceBody>(this, 'namespace', {
      type: 'Microsoft.EventHub/namespaces@2024-01-01',
      name: eventHubsNamespace,
      parentId: props.resourceGroupId,
      location,
      tags,
      body: namespaceBody(settings, exported),
      // Auto-inflate raises the capacity, and a deploy must not lower it while the load is there.
      lifecycle: { ...dataLifecycle(props.protection), ignoreChanges: settings.tier === 'Standard' ? ['body.sku.capacity'] : undefined },
    });
    this.rule = exported ? this.#ruleOfMonitor(names, namespace) : undefined;
    this.hub = new Eventhub(this, 'hub', {
      name: eventHub,
      namespaceId: namespace.id,
      partitionCount: settings.partitions,
      messageRetention: settings.retentionDays,
      lifecycle: dataLifecycle(props.protection),
    });
    this.consumerGroup = new EventhubConsumerGroup(this, 'consumer-group', {
      name: consumerGroupName,
      namespaceName: namespace.name,
      eventhubName: this.hub.name,
      resourceGroupName: props.resourceGroupName,
    });
    this.writesTo = [...(this.rule === undefined ? [] : [this.rule]), this.hub, this.consumerGroup];
    this.namespaceId = namespace.id;
    this.fullyQualifiedNamespace = `${namespace.name}${azureClouds[cloud].eventHubsSuffix}`;
  }

  #ruleOfMonitor(names: Names, namespace: AzapiResource): AzapiResource<RuleBody> {
    return new AzapiResource(this, 'rule', {
      type: 'Microsoft.EventHub/namespaces/authorizationRules@2024-01-01',
      name: names.of('azureEventHubRule', 'azure-monitor'),
      parentId: namespace.id,
      // All three are asked for: https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#destinations
      body: { properties: { rights: ['Listen', 'Manage', 'Send'] } },
    });
  }
}

function namespaceBody({ tier, throughputUnits, maxThroughputUnits }: CreatedHubSettings, exported: boolean): NamespaceBody {
  return {
    sku: { name: tier, tier, capacity: throughputUnits },
    properties: {
      minimumTlsVersion: '1.2',
      // Keys stay on for one reason: a diagnostic setting signs in with its rule's key, and with nothing else. Everybody else signs in as an identity.
      disableLocalAuth: !exported,
      publicNetworkAccess: 'Enabled',
      // Premium has processing units, which no load inflates.
      ...(tier === 'Standard' && { isAutoInflateEnabled: true, maximumThroughputUnits: maxThroughputUnits }),
    },
  };
}

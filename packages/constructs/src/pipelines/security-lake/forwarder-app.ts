import type { SecurityLakeSettings } from '@audit-bridge/config';
import { type Names, operatedNames } from '@audit-bridge/naming';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from '../../building-blocks/azapi-resource';
import { AzapiUpdateResource } from '../../building-blocks/azapi-update-resource';

export interface ForwarderAppProps {
  readonly names: Names;
  readonly resourceGroupId: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly identityId: string;
  /** Where the platform keeps the package that runs. */
  readonly deploymentsUrl: string;
  readonly forwarder: Pick<SecurityLakeSettings['forwarder'], 'instanceMemoryMegabytes' | 'maxInstances'>;
  readonly settings: Readonly<Record<string, string>>;
  /** What the host and the function need before they start. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export const siteType = 'Microsoft.Web/sites@2024-04-01';

/** https://learn.microsoft.com/azure/templates/microsoft.web/2024-04-01/serverfarms */
interface PlanBody {
  readonly kind: 'functionapp';
  readonly sku: { readonly name: 'FC1'; readonly tier: 'FlexConsumption' };
  /** `reserved`: Linux, the plan's only system. */
  readonly properties: { readonly reserved: true };
}

/** https://learn.microsoft.com/azure/templates/microsoft.web/2024-04-01/sites */
interface SiteBody {
  readonly kind: 'functionapp,linux';
  readonly properties: {
    readonly serverFarmId: string;
    readonly httpsOnly: true;
    readonly functionAppConfig: {
      readonly deployment: {
        readonly storage: {
          readonly type: 'blobContainer';
          readonly value: string;
          readonly authentication: { readonly type: 'UserAssignedIdentity'; readonly userAssignedIdentityResourceId: string };
        };
      };
      readonly runtime: { readonly name: 'node'; readonly version: '22' };
      readonly scaleAndConcurrency: { readonly instanceMemoryMB: number; readonly maximumInstanceCount: number };
    };
    readonly siteConfig: {
      readonly minTlsVersion: '1.2';
      readonly scmMinTlsVersion: '1.2';
      readonly ftpsState: 'Disabled';
      readonly http20Enabled: true;
      readonly appSettings: readonly { readonly name: string; readonly value: string }[];
    };
  };
}

/** https://learn.microsoft.com/azure/templates/microsoft.web/2024-04-01/sites/basicpublishingcredentialspolicies-scm */
interface PublishingPolicyBody {
  readonly properties: { readonly allow: false };
}

/**
 * A function app on a Flex Consumption plan, through azapi: azurerm's own resource adds an `AzureWebJobsStorage` of its own beside an identity's
 * settings, and the host does not start although the deploy is green.
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/29693
 */
export class ForwarderApp extends Construct {
  readonly site: AzapiResource<SiteBody>;

  constructor(scope: Construct, id: string, props: ForwarderAppProps) {
    super(scope, id);
    const { names, location, tags } = props;
    const plan = new AzapiResource<PlanBody>(this, 'plan', {
      type: 'Microsoft.Web/serverfarms@2024-04-01',
      name: names.of('azureServicePlan', 'forwarder'),
      parentId: props.resourceGroupId,
      location,
      tags,
      body: { kind: 'functionapp', sku: { name: 'FC1', tier: 'FlexConsumption' }, properties: { reserved: true } },
    });
    this.site = new AzapiResource(this, 'site', {
      type: siteType,
      name: operatedNames(names).functionApp,
      parentId: props.resourceGroupId,
      location,
      tags,
      userAssignedIdentityId: props.identityId,
      body: siteBody(plan.id, props),
      dependsOn: props.dependsOn,
    });
    // Azure makes both with the app, allowing passwords: https://learn.microsoft.com/azure/app-service/configure-basic-auth-disable
    for (const name of ['ftp', 'scm']) {
      new AzapiUpdateResource<PublishingPolicyBody>(this, `no-${name}-password`, {
        type: 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01',
        name,
        parentId: this.site.id,
        body: { properties: { allow: false } },
      });
    }
  }
}

function siteBody(serverFarmId: string, props: ForwarderAppProps): SiteBody {
  const { forwarder, identityId } = props;
  return {
    kind: 'functionapp,linux',
    properties: {
      serverFarmId,
      httpsOnly: true,
      functionAppConfig: {
        deployment: {
          storage: {
            type: 'blobContainer',
            value: props.deploymentsUrl,
            authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId },
          },
        },
        runtime: { name: 'node', version: '22' },
        scaleAndConcurrency: { instanceMemoryMB: forwarder.instanceMemoryMegabytes, maximumInstanceCount: forwarder.maxInstances },
      },
      siteConfig: {
        minTlsVersion: '1.2',
        scmMinTlsVersion: '1.2',
        ftpsState: 'Disabled',
        http20Enabled: true,
        // In an order of their own, so that the same settings are the same text.
        appSettings: Object.entries(props.settings)
          .map(([name, value]) => ({ name, value }))
          .sort((one, other) => (one.name < other.name ? -1 : 1)),
      },
    },
  };
}

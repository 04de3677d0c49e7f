import { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { azapiMetadata } from './azapi-type';

export interface AzapiProviderProps {
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly environment: 'public' | 'usgovernment' | 'china';
}

/**
 * Azure Resource Manager as it is: for what azurerm cannot make without putting keys into the state, or cannot make at all. No prebuilt binding exists
 * for this release of cdktf.
 *
 * @see https://registry.terraform.io/providers/azure/azapi/2.13.0/docs
 */
export class AzapiProvider extends TerraformProvider {
  readonly #props: AzapiProviderProps;

  constructor(scope: Construct, id: string, props: AzapiProviderProps) {
    super(scope, id, {
      terraformResourceType: 'azapi',
      terraformGeneratorMetadata: azapiMetadata,
      terraformProviderSource: 'azure/azapi',
    });
    this.#props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { tenantId, subscriptionId, environment } = this.#props;
    return {
      tenant_id: tenantId,
      subscription_id: subscriptionId,
      environment,
      // Otherwise everything that can be read of a resource goes into the state.
      disable_default_output: true,
    };
  }
}

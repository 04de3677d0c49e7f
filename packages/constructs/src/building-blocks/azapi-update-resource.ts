import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { type AzapiType, azapiConfig } from './azapi-type';

export interface AzapiUpdateResourceProps<Body extends object> {
  readonly type: AzapiType;
  readonly name: string;
  readonly parentId: string;
  /** The properties to change, in the vendor's own spelling. */
  readonly body: Body;
}

/**
 * Properties of a resource that Azure makes by itself together with another one: changed, watched for drift, and never deleted.
 *
 * @see https://registry.terraform.io/providers/azure/azapi/2.13.0/docs/resources/update_resource
 */
export class AzapiUpdateResource<Body extends object = object> extends TerraformResource {
  static readonly tfResourceType = 'azapi_update_resource';
  readonly #props: AzapiUpdateResourceProps<Body>;

  constructor(scope: Construct, id: string, props: AzapiUpdateResourceProps<Body>) {
    super(scope, id, azapiConfig(AzapiUpdateResource.tfResourceType, {}));
    this.#props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, name, parentId, body } = this.#props;
    return { type, name, parent_id: parentId, body, response_export_values: [] };
  }
}

import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { type AzapiMetaArguments, type AzapiRetry, type AzapiType, azapiConfig, retryAttributes } from './azapi-type';

export interface AzapiActionProps<Body extends object> extends AzapiMetaArguments {
  readonly type: AzapiType;
  readonly resourceId: string;
  /** What is added to the resource's path: `extensions/onedeploy`. */
  readonly action: string;
  readonly method: 'GET' | 'PUT' | 'POST';
  /** In the vendor's own spelling. Another body calls again. */
  readonly body?: Body;
  readonly retry?: AzapiRetry;
}

/**
 * A call to a resource when this is created or changed. A destroy calls nothing.
 *
 * @see https://registry.terraform.io/providers/azure/azapi/2.13.0/docs/resources/resource_action
 */
export class AzapiAction<Body extends object = object> extends TerraformResource {
  static readonly tfResourceType = 'azapi_resource_action';
  readonly #props: AzapiActionProps<Body>;

  constructor(scope: Construct, id: string, props: AzapiActionProps<Body>) {
    super(scope, id, azapiConfig(AzapiAction.tfResourceType, props));
    this.#props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, resourceId, action, method, body, retry } = this.#props;
    return { type, resource_id: resourceId, action, method, body, when: 'apply', response_export_values: [], ...retryAttributes(retry) };
  }
}

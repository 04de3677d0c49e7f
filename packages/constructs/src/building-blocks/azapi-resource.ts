import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { type AzapiMetaArguments, type AzapiType, azapiConfig } from './azapi-type';

export interface AzapiResourceProps<Body extends object> extends AzapiMetaArguments {
  readonly type: AzapiType;
  readonly name: string;
  /** The resource group, or the resource that this one stands in. */
  readonly parentId: string;
  readonly location?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The identity that the resource acts as. */
  readonly userAssignedIdentityId?: string;
  /** What is sent beside these, in the vendor's own spelling. */
  readonly body: Body;
  /** Paths of values of the answer to keep in the state, like `properties.defaultHostName`. @default [], so that no secret gets there */
  readonly responseExportValues?: readonly string[];
  /** Whether the provider holds the body against its copy of the vendor's schema when it plans. @default true */
  readonly schemaValidation?: boolean;
}

/**
 * Any resource of Azure Resource Manager.
 *
 * @see https://registry.terraform.io/providers/azure/azapi/2.13.0/docs/resources/resource
 */
export class AzapiResource<Body extends object = object> extends TerraformResource {
  static readonly tfResourceType = 'azapi_resource';
  readonly #props: AzapiResourceProps<Body>;

  constructor(scope: Construct, id: string, props: AzapiResourceProps<Body>) {
    super(scope, id, azapiConfig(AzapiResource.tfResourceType, props));
    this.#props = props;
  }

  /** The Azure Resource Manager id. */
  get id(): string {
    return this.getStringAttribute('id');
  }

  /** A reference: whoever uses it waits for the resource. */
  get name(): string {
    return this.getStringAttribute('name');
  }

  /** @param path one of `responseExportValues` */
  output(path: string): string {
    return this.getStringAttribute(`output.${path}`);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, name, parentId, location, tags, userAssignedIdentityId, body } = this.#props;
    return {
      type,
      name,
      parent_id: parentId,
      location,
      tags,
      ...(userAssignedIdentityId !== undefined && { identity: [{ type: 'UserAssigned', identity_ids: [userAssignedIdentityId] }] }),
      body,
      // Written out also when it is empty: to the provider, left out means everything that can be read.
      response_export_values: this.#props.responseExportValues ?? [],
      schema_validation_enabled: this.#props.schemaValidation ?? true,
    };
  }
}

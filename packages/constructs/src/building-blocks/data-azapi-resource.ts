import { TerraformDataSource } from 'cdktf';
import type { Construct } from 'constructs';
import { type AzapiType, azapiMetadata } from './azapi-type';

export interface DataAzapiResourceProps {
  readonly type: AzapiType;
  readonly resourceId: string;
  /** Paths of values of the answer to keep in the state. @default [], so that no secret gets there */
  readonly responseExportValues?: readonly string[];
}

/**
 * Looks up a resource that somebody else owns, and keeps no more of it than is asked for.
 *
 * @see https://registry.terraform.io/providers/azure/azapi/2.13.0/docs/data-sources/resource
 */
export class DataAzapiResource extends TerraformDataSource {
  static readonly tfResourceType = 'azapi_resource';
  readonly #props: DataAzapiResourceProps;

  constructor(scope: Construct, id: string, props: DataAzapiResourceProps) {
    super(scope, id, { terraformResourceType: DataAzapiResource.tfResourceType, terraformGeneratorMetadata: azapiMetadata });
    this.#props = props;
  }

  /** The region, known whatever is exported. */
  get location(): string {
    return this.getStringAttribute('location');
  }

  /** @param path one of `responseExportValues` */
  output(path: string): string {
    return this.getStringAttribute(`output.${path}`);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, resourceId, responseExportValues = [] } = this.#props;
    return { type, resource_id: resourceId, response_export_values: responseExportValues };
  }
}

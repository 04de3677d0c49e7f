import type { TerraformJson, Values } from '../invariants/terraform-json';

/**
 * A configuration that has modules, with the state and the AWS provider that all of them use: the one of this machine, in place of the one that the stacks'
 * types were made from (6.25). They use no attribute that AWS 5.100 lacks: `region`, which 6 added to every resource, stays with the provider.
 */
export function asRoot(
  json: TerraformJson,
  awsProvider: Values,
  awsProviderVersion: string,
  backend: Readonly<Record<string, Values>> = { local: { path: 'terraform.tfstate' } },
): TerraformJson {
  return {
    ...json,
    provider: { aws: [awsProvider] },
    terraform: {
      backend,
      required_providers: { aws: { source: 'hashicorp/aws', version: awsProviderVersion } },
    },
  };
}

/** The stacks' own AWS provider (its Region, its accounts, its tags), which talks to an emulator. */
export function onEmulator(endpoint: string, provider: Values): Values {
  return {
    ...provider,
    access_key: 'fake',
    secret_key: 'fake',
    // What moto does not know fails at once; a connection that a busy machine drops is tried again.
    max_retries: 3,
    skip_credentials_validation: true,
    skip_metadata_api_check: 'true',
    skip_requesting_account_id: false,
    s3_use_path_style: true,
    endpoints: [Object.fromEntries(services.map(service => [service, endpoint]))],
  };
}

/** The stacks' own place for their states, in an emulator's S3. */
export function stateOnEmulator(endpoint: string, backend: Values): Readonly<Record<string, Values>> {
  return {
    s3: {
      ...backend,
      access_key: 'fake',
      secret_key: 'fake',
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
      use_path_style: true,
      endpoints: { s3: endpoint },
    },
  };
}

const services = [
  'athena',
  'cloudformation',
  'cloudtrail',
  'cloudwatch',
  'dynamodb',
  'glue',
  'iam',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  's3',
  'scheduler',
  'sns',
  'sqs',
  'sts',
];

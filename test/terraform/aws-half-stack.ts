import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type EnvironmentInput, parseEnvironment } from '@audit-bridge/config';
import { stackTags } from '@audit-bridge/stacks/tags';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import type { TerraformJson } from '../invariants/terraform-json';
import { type AwsHalf, awsHalves } from './aws-halves';

export interface SynthesizedHalf {
  readonly json: TerraformJson;
  /** Where the paths of the assets start. */
  readonly folder: string;
}

/**
 * Synthesizes the AWS half of an environment's pipeline alone, with literal values for the Azure side, against an emulator.
 *
 * @param endpoint for every service; undefined where nothing is called
 */
export function synthesizeAwsHalf(pipeline: AwsHalf, input: EnvironmentInput, endpoint?: string): SynthesizedHalf {
  const environment = parseEnvironment(input);
  const outdir = mkdtempSync(join(tmpdir(), 'aws-half-'));
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'aws-half');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new AwsProvider(stack, 'aws', {
    region: environment.aws.region,
    defaultTags: [{ tags: stackTags(environment, pipeline) }],
    accessKey: 'fake',
    secretKey: 'fake',
    // What moto does not know fails at once; a connection that a busy machine drops is tried again.
    maxRetries: 3,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: 'true',
    skipRequestingAccountId: false,
    s3UsePathStyle: true,
    endpoints: endpoint === undefined ? undefined : [allEndpoints(endpoint)],
  });
  awsHalves[pipeline](stack, environment);
  app.synth();
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  const path = join(outdir, manifest.stacks['aws-half']?.synthesizedStackPath ?? '');
  return { json: JSON.parse(readFileSync(path, 'utf8')) as TerraformJson, folder: dirname(path) };
}

function allEndpoints(url: string): Record<string, string> {
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
  return Object.fromEntries(services.map(service => [service, url]));
}

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { awsPartitions, type EnvironmentInput, parseEnvironment } from '@audit-bridge/config';
import { CloudtrailLakeAws, type ContainerAuthentication } from '@audit-bridge/constructs';
import { Names } from '@audit-bridge/naming';
import { stackTags } from '@audit-bridge/stacks/tags';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { fakeArtifacts } from '../invariants/fake-artifacts';
import type { TerraformJson } from '../invariants/terraform-json';

/** moto's account. */
const accountId = '123456789012';

export interface SynthesizedHalf {
  readonly json: TerraformJson;
  /** Where the paths of the assets start. */
  readonly folder: string;
}

/**
 * Synthesizes the AWS half of an environment alone, with literal values for the Azure side, against an emulator.
 *
 * @param endpoint for every service; undefined where nothing is called
 */
export function synthesizeAwsHalf(input: EnvironmentInput, endpoint?: string): SynthesizedHalf {
  const environment = parseEnvironment(input);
  const { aws, pipelines, azure, name } = environment;
  const settings = pipelines.cloudtrailLake;
  if (settings === undefined) throw new Error(`${name} has no pipeline cloudtrail-lake`);
  const { arnPartition, dnsSuffix } = awsPartitions[aws.partition];
  const outdir = mkdtempSync(join(tmpdir(), 'aws-half-'));
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'aws-half');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new AwsProvider(stack, 'aws', {
    region: aws.region,
    defaultTags: [{ tags: stackTags(environment, 'cloudtrail-lake') }],
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
  const literal: ContainerAuthentication =
    settings.authentication.kind === 'connection-string'
      ? settings.authentication
      : {
          kind: 'web-identity',
          tenantId: azure.tenantId,
          clientId: '6f1b7a52-8f0e-4f6f-9d5e-1f5c2f3b7c11',
          audience: 'api://AzureADTokenExchange',
          authorityHost: undefined,
        };
  new CloudtrailLakeAws(stack, 'aws-half', {
    names: Names.ofEnvironment(environment),
    place: { arnPartition, region: aws.region, accountId },
    dnsSuffix,
    settings,
    subscriptionIds: azure.subscriptionIds,
    container: { url: 'https://example.blob.core.windows.net/insights-activity-logs', authentication: literal },
    encryption: environment.encryption,
    // moto holds nothing that is worth protecting, and everything must be destroyed.
    protection: 'destroyable',
    logRetentionDays: environment.logRetentionDays,
    alarms: environment.alarms,
    artifacts: fakeArtifacts(),
  });
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

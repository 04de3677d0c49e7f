import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type EnvironmentInput, parseEnvironment } from '@audit-bridge/config';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import type { TerraformJson } from '../invariants/terraform-json';
import type { StackInFolder } from './as-modules';
import { type AwsHalf, awsHalves } from './aws-halves';

/** Synthesizes the AWS half of an environment's pipeline alone, with literal values for the Azure side. */
export function synthesizeAwsHalf(pipeline: AwsHalf, input: EnvironmentInput): StackInFolder {
  const environment = parseEnvironment(input);
  const outdir = mkdtempSync(join(tmpdir(), 'aws-half-'));
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'aws-half');
  new AwsProvider(stack, 'aws', { region: environment.aws.region });
  awsHalves[pipeline](stack, environment);
  app.synth();
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  const path = join(outdir, manifest.stacks['aws-half']?.synthesizedStackPath ?? '');
  return { json: JSON.parse(readFileSync(path, 'utf8')) as TerraformJson, folder: dirname(path) };
}

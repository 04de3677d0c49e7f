import { userValues } from '@audit-bridge/config';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type { Argv } from 'yargs';
import { agree, notAgreedExitCode } from '../agreement';
import type { EnvironmentCommand, EnvironmentContext } from '../bridge-command';
import { interruptedExitCode } from '../interruption';
import { bucketSteps } from './bucket-steps';
import { StateKey } from './state-key';
import { statePlaceOf } from './state-place';
import type { StateStep } from './state-step';

interface StateBucketArguments {
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** `bridge state-bucket ENV` */
export const stateBucketCommand: EnvironmentCommand<StateBucketArguments> = {
  name: 'state-bucket',
  summary: "Makes the bucket for Terraform's state, with its key; may be repeated, and makes what is missing",
  needs: () => ['awsAccountId'],
  options: (command: Argv): Argv<StateBucketArguments> =>
    command
      .option('dry-run', { type: 'boolean', default: false, describe: 'Say what is missing, and make nothing' })
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
      .epilogue(
        'Encrypted with a key of its own, versioned, not public, TLS alone. What lies in a bucket that exists already stays, and so do its other rules.\nPrints the two variables that every environment of the account then needs.',
      ) as never,
  run,
};

async function run(context: EnvironmentContext, { dryRun, yes }: StateBucketArguments): Promise<number> {
  const { clouds, environment, interruption, print, progress, result } = context;
  const place = statePlaceOf(environment);
  if (place === undefined) {
    print(`${environment.name} keeps its state in a file beside the checkout (state.kind is 'local'): it needs no bucket.`);
    result({ needed: false });
    return 0;
  }
  const { accountId, bucket, region } = place;
  const key = new StateKey(clouds.aws.client(KMSClient, { region }), place);
  const steps = [...key.steps(), ...bucketSteps(clouds.aws.client(S3Client, { region }), place, key)];
  print(`Terraform's state of the AWS account ${accountId} in ${region}:`);
  const missing: StateStep[] = [];
  for (const step of steps) {
    progress(`looking for ${step.what}`);
    const isDone = await step.isDone();
    if (!isDone) missing.push(step);
    print(`  ${isDone ? 'is there  ' : 'to be made'}  ${step.what}`);
  }
  const toMake = missing.map(({ what }) => what);
  if (missing.length > 0 && dryRun) {
    result({ bucket, region, missing: toMake, made: [] });
    return 0;
  }
  if (missing.length > 0 && !(await agree(context, { question: 'Make what is missing?', clouds: ['aws'], yes }))) return notAgreedExitCode;
  const made: string[] = [];
  for (const { make, what } of missing) {
    if (interruption.isRequested) {
      print(`Stopped after ${made.length} of ${missing.length}. Run the command again: it goes on here.`);
      result({ bucket, region, missing: toMake.slice(made.length), made });
      return interruptedExitCode;
    }
    progress(`making ${what}`);
    await make();
    made.push(what);
  }
  const variables = { [userValues.stateBucket.variable]: bucket, [userValues.stateKmsKeyArn.variable]: key.arn };
  print(made.length === 0 ? 'Nothing was missing. Set:' : `Made ${made.length}. Set:`);
  for (const [name, value] of Object.entries(variables)) print(`export ${name}=${value}`);
  result({ bucket, region, keyArn: key.arn, missing: [], made, variables });
  return 0;
}

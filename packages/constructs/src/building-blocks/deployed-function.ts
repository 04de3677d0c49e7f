import type { FunctionArtifact } from '@audit-bridge/bundling';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { Alarm, type AlarmTarget } from './alarm';
import { EncryptedLogGroup } from './encrypted-log-group';
import type { IamStatement } from './iam-policy';
import { exceptFromPolicies } from './policy-exceptions';
import { ServiceRole } from './service-role';

export interface DeployedFunctionProps {
  readonly name: string;
  /** Deterministic, because a federated credential trusts it before it exists. */
  readonly roleName: string;
  readonly description: string;
  readonly artifact: Pick<FunctionArtifact, 'path' | 'sha256'>;
  /** Typed by the function's own `environment.ts` where it is put together. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Beyond writing its own logs and using its key. */
  readonly statements: readonly IamStatement[];
  readonly keyArn: string;
  readonly logRetentionDays: number;
  readonly alarms: AlarmTarget;
}

/** The newest runtime that the AWS provider of our tests knows too. */
const runtime = 'nodejs22.x';

/** A function from its zip: own role, own log group with a retention, alarms on errors and throttles. */
export class DeployedFunction extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: DeployedFunctionProps) {
    super(scope, id);
    const { name, artifact, keyArn, statements, environment } = props;
    const logs = new EncryptedLogGroup(this, 'logs', {
      name: `/aws/lambda/${name}`,
      keyArn,
      retentionDays: props.logRetentionDays,
    });
    const role = new ServiceRole(this, 'role', {
      name: props.roleName,
      description: `Permissions of ${name}.`,
      service: 'lambda',
      statements: [
        { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logs.arn}:log-stream:*`] },
        { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] },
        ...statements,
      ],
    });
    // Copied beside the stack's JSON: a path relative to that, the same on every machine.
    const asset = new TerraformAsset(this, 'zip', { path: artifact.path, type: AssetType.FILE, assetHash: artifact.sha256 });
    const lambda = new LambdaFunction(this, 'function', {
      functionName: name,
      description: props.description,
      role: role.arn,
      filename: asset.path,
      // The hash that AWS answers with, so that another zip, and nothing else, is a change.
      sourceCodeHash: Buffer.from(artifact.sha256, 'hex').toString('base64'),
      handler: 'index.handler',
      runtime,
      architectures: ['arm64'],
      memorySize: props.memoryMegabytes,
      timeout: props.timeoutSeconds,
      kmsKeyArn: keyArn,
      loggingConfig: { logFormat: 'JSON', logGroup: logs.name },
      environment: { variables: definedOnly(environment) },
      dependsOn: [role.policy],
    });
    exceptFromPolicies(lambda, {
      CKV_AWS_50: 'Its log lines and metrics carry a run id, by which a run is followed; traces would be a second bill for the same.',
      CKV_AWS_115: 'A reservation fails the deploy in an account with a small quota: docs/decisions/0016-no-reserved-concurrency.md.',
      CKV_AWS_116: 'What Lambda repeats by itself has a queue by its event invoke config or its event source, which an invariant holds.',
      CKV_AWS_117: 'It talks to public APIs of two clouds and to nothing in a VPC, where it would need a NAT gateway to reach them.',
      CKV_AWS_272: 'The deploy sets the hash of the zip that it has just bundled; only the deploy role can change the code.',
    });
    this.arn = lambda.arn;
    this.name = lambda.functionName;
    this.#alarm('errors', 'Errors', `${name} fails. Its log group /aws/lambda/${name} says why.`, props);
    this.#alarm('throttles', 'Throttles', `${name} is throttled: raise the account's concurrency or lower the pipeline's.`, props);
  }

  #alarm(id: string, metricName: string, description: string, { name, alarms }: DeployedFunctionProps): void {
    new Alarm(this, id, {
      name: `${name}-${id}`,
      description,
      runbook: `function-${id}`,
      target: alarms,
      metric: { namespace: 'AWS/Lambda', name: metricName, dimensions: { FunctionName: name }, statistic: 'Sum' },
      threshold: 1,
      // Each one counts: between the runs of a slow schedule there are periods without any.
      periodSeconds: 300,
    });
  }
}

function definedOnly(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

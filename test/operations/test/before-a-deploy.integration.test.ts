import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, parseEnvironment } from '@audit-bridge/config';
import { LocalClouds } from '@audit-bridge/local/clouds/local-clouds';
import { Running } from '@audit-bridge/local/emulators/running';
import { testAccountId, testRegion } from '@audit-bridge/local/emulators/test-account';
import { connectToLocal } from '@audit-bridge/local/environment/connect-to-local';
import { localEnvironment } from '@audit-bridge/local/environment/local-environment';
import { startEnvironment } from '@audit-bridge/local/environment/start-environment';
import { noRecords } from '@audit-bridge/local/records/record-source';
import type { CloudConnections } from '@audit-bridge/operations/clouds/cloud-connections';
import { costCommand } from '@audit-bridge/operations/cost/cost-command';
import { preflightCommand } from '@audit-bridge/operations/preflight/preflight-command';
import { stateBucketCommand } from '@audit-bridge/operations/state-bucket/state-bucket-command';
import { dev } from '@audit-bridge/stacks/environments/dev';
import { DeleteAliasCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { RecordedContext } from '../../../packages/operations/test/recorded-context';

const running = new Running();
const output = mkdtempSync(join(tmpdir(), 'before-a-deploy-'));
let clouds: CloudConnections;
let local: Environment;

beforeAll(async () => {
  const emulators = new LocalClouds(running);
  const description = await startEnvironment(running, {
    clouds: emulators,
    output,
    pipelines: [],
    destination: 'cloudtrail-lake',
    records: noRecords,
    history: noRecords,
  });
  clouds = connectToLocal(description);
  local = localEnvironment();
}, 60_000);

afterAll(async () => {
  await running.stop();
  rmSync(output, { recursive: true });
});

/** As a person has it before the first deploy: their account, and nothing else. */
const fresh = parseEnvironment({
  ...dev,
  aws: { ...dev.aws, accountId: testAccountId, region: testRegion },
  state: {
    kind: 's3',
    bucket: 'audit-bridge-example-state',
    region: testRegion,
    kmsKeyArn: 'arn:aws:kms:eu-central-1:000000000000:key/00000000-0000-0000-0000-000000000000',
  },
  pipelines: { accessKeys: dev.pipelines.accessKeys },
});

interface Findings {
  readonly findings: readonly { readonly check: string; readonly outcome: string; readonly found: string }[];
}

describe('bridge preflight local', () => {
  it('finds nothing missing and nothing unknown in what a local run leaves up', async () => {
    const context = new RecordedContext();
    const code = await preflightCommand.run({ ...context, environment: local, clouds }, {});
    const [{ findings }] = context.results as unknown as readonly [Findings];
    expect(findings.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(findings.filter(({ check }) => check === 'azure-names').map(({ found }) => found)).toEqual(
      Array.from({ length: 5 }, () => expect.stringMatching(/ is this environment's already\.$/)),
    );
    expect(code).toBe(0);
    expect(new Set(findings.map(({ check }) => check)).size).toBeGreaterThanOrEqual(15);
    expect(
      await costCommand.run({ ...new RecordedContext(), environment: local, clouds }, { eventsPerDay: 1_000, keys: 10, all: true }),
    ).toBe(0);
  });
});

describe('bridge state-bucket', () => {
  const run = async (options: { readonly yes: boolean; readonly dryRun: boolean }) => {
    const context = new RecordedContext();
    const code = await stateBucketCommand.run({ ...context, environment: fresh, clouds }, options);
    return { code, context, result: context.results.at(-1) as { made?: string[]; missing?: string[]; keyArn?: string } };
  };
  const bucket = `audit-bridge-state-${testAccountId}-${testRegion}`;
  const s3 = () => clouds.aws.client(S3Client);
  const kms = () => clouds.aws.client(KMSClient);

  it('says what it would make, and makes nothing of it unasked', async () => {
    const { code, result } = await run({ yes: false, dryRun: true });
    expect(code).toBe(0);
    expect(result.missing).toHaveLength(10);
    const refusing = new RecordedContext();
    refusing.agrees = false;
    expect(await stateBucketCommand.run({ ...refusing, environment: fresh, clouds }, { yes: false, dryRun: false })).toBe(2);
    expect((await kms().send(new ListKeysCommand({}))).Keys).toEqual([]);
  });

  it('goes on where a run was cut off, keeps what somebody else has set, and then has nothing to do', async () => {
    const stopped = new RecordedContext();
    const progress = (text: string) => {
      if (text.startsWith('making')) stopped.interruption.request();
    };
    const stopping = { ...stopped, environment: fresh, clouds, progress };
    expect(await stateBucketCommand.run(stopping, { yes: false, dryRun: false })).toBe(130);

    // A key without a name, and a bucket with a rule of somebody's own.
    const first = await run({ yes: true, dryRun: false });
    expect(first.code).toBe(0);
    await kms().send(new DeleteAliasCommand({ AliasName: 'alias/audit-bridge-state' }));
    await s3().send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    const theirs = { ID: 'theirs', Status: 'Enabled' as const, Filter: { Prefix: 'x/' }, Expiration: { Days: 3 } };
    await s3().send(new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules: [theirs] } }));

    const second = await run({ yes: true, dryRun: false });
    expect(second.result.made).toEqual([
      'its name alias/audit-bridge-state',
      'nothing of it public',
      'old versions that leave after 90 days',
    ]);
    expect(second.result.keyArn).toBe(first.result.keyArn);
    expect((await kms().send(new ListKeysCommand({}))).Keys).toHaveLength(1);
    const { Rules = [] } = await s3().send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    expect(Rules.map(({ ID }) => ID)).toEqual(['theirs', 'audit-bridge-old-versions']);
    expect((await s3().send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status).toBe('Enabled');
    expect((await s3().send(new GetBucketPolicyCommand({ Bucket: bucket }))).Policy).toContain('aws:SecureTransport');

    const third = await run({ yes: false, dryRun: false });
    expect(third.result.made).toEqual([]);
    expect(third.context.questions).toEqual([]);
    expect(third.context.lines).toContain(`export AUDIT_BRIDGE_STATE_BUCKET=${bucket}`);
    expect(third.context.lines).toContain(`export AUDIT_BRIDGE_STATE_KMS_KEY_ARN=${first.result.keyArn}`);

    // What preflight wants of it.
    const context = new RecordedContext();
    const state = { ...fresh.state, bucket, kmsKeyArn: first.result.keyArn } as typeof fresh.state;
    await preflightCommand.run({ ...context, environment: { ...fresh, state, azure: local.azure }, clouds }, {});
    const [{ findings }] = context.results as unknown as readonly [Findings];
    expect(findings.filter(({ check }) => check === 'state-bucket')).toEqual([expect.objectContaining({ outcome: 'ok' })]);
  });

  it('does not touch a bucket of somebody else, and does not make a key that the settings name', async () => {
    await s3().send(new CreateBucketCommand({ Bucket: 'taken', CreateBucketConfiguration: { LocationConstraint: testRegion } }));
    const named = (more: object) => ({ ...fresh, state: { ...fresh.state, ...more } as typeof fresh.state });
    const missingKey = `arn:aws:kms:${testRegion}:${testAccountId}:key/11111111-1111-4111-8111-111111111111`;
    const environment = named({ bucket: 'taken', kmsKeyArn: missingKey });
    const running = stateBucketCommand.run({ ...new RecordedContext(), environment, clouds }, { yes: true, dryRun: false });
    await expect(running).rejects.toThrow(/The key .* is not there, or is not enabled.*unset AUDIT_BRIDGE_STATE_KMS_KEY_ARN/);
    expect((await s3().send(new GetBucketVersioningCommand({ Bucket: 'taken' }))).Status).toBeUndefined();
  });
});

import { dataHoldingTypes } from '@audit-bridge/operations/plan-comment/data-holding-types';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

/** Containers that hold what a deploy makes again. */
const madeAgain = ['deployments'];

/** What holds data that nobody can make again. */
const dataTypes = [
  'aws_cloudtrail_event_data_store',
  'aws_dynamodb_table',
  'aws_kinesis_stream',
  'aws_s3_bucket',
  'aws_securitylake_data_lake',
  'azurerm_storage_account',
  'azurerm_storage_container',
];

export function dataProtectionInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`data of ${id}`, () => {
    const isProtected = environment.protection === 'protected';
    const data = dataTypes.flatMap(type => resourcesOf(json, type)).filter(({ values }) => !madeAgain.includes(String(values.name)));
    // With another key every pseudonym of an access key would be another one, in the rows of years.
    const macKeys = resourcesOf(json, 'aws_kms_key').filter(({ values }) => values.key_usage === 'GENERATE_VERIFY_MAC');

    // A mistaken destroy must fail; a sandbox's must leave nothing behind.
    it('can be destroyed exactly where the environment says so', () => {
      for (const { values } of [...data, ...macKeys]) {
        expect(values.lifecycle).toEqual(isProtected ? { prevent_destroy: true } : undefined);
      }
      for (const { values } of resourcesOf(json, 'aws_s3_bucket')) expect(values.force_destroy).toBe(!isProtected);
      for (const { values } of resourcesOf(json, 'aws_dynamodb_table')) expect(values.deletion_protection_enabled).toBe(isProtected);
      for (const { values } of resourcesOf(json, 'aws_cloudtrail_event_data_store')) {
        expect(values.termination_protection_enabled).toBe(isProtected);
      }
      expect(json.provider?.azurerm?.[0]?.features).toMatchObject([
        { resource_group: [{ prevent_deletion_if_contains_resources: isProtected }] },
      ]);
    });

    it('is protected in production, and not in a sandbox', () => {
      const expected = { production: true, development: isProtected, sandbox: false };
      expect(isProtected).toBe(expected[environment.kind]);
    });

    // A reviewer sees first what an apply would take data from.
    it('is known to the comment of a plan', () => {
      expect([...dataTypes, 'aws_kms_key'].filter(type => !dataHoldingTypes.has(type))).toEqual([]);
    });

    // An operator's mistake in the table or the bucket must be reversible.
    it('can be brought back: the table to any second, objects and blobs after a delete', () => {
      for (const { values } of resourcesOf(json, 'aws_dynamodb_table')) expect(values.point_in_time_recovery).toEqual({ enabled: true });
      expect(resourcesOf(json, 'aws_s3_bucket_versioning').map(({ values }) => values.versioning_configuration)).toEqual(
        resourcesOf(json, 'aws_s3_bucket').map(() => ({ status: 'Enabled' })),
      );
      for (const { values } of resourcesOf(json, 'azurerm_storage_account')) {
        expect(values.blob_properties).toMatchObject({
          delete_retention_policy: { days: 7 },
          container_delete_retention_policy: { days: 7 },
        });
      }
    });

    if (pipeline === 'security-lake') securityLakeRetention({ json, environment });
    if (pipeline === 'cloudtrail-lake') cloudtrailLakeRetention({ json, environment });
  });
}

type Held = Pick<SynthesizedStack, 'json' | 'environment'>;

interface LifecycleRule {
  readonly id: string;
  readonly filter: readonly { readonly prefix: string }[];
  readonly expiration?: readonly { readonly days: number }[];
  readonly noncurrent_version_expiration: readonly unknown[];
}

function lifecycleRules(json: Held['json']): readonly LifecycleRule[] {
  return resourcesOf(json, 'aws_s3_bucket_lifecycle_configuration').flatMap(({ values }) => values.rule as LifecycleRule[]);
}

function securityLakeRetention({ json, environment }: Held): void {
  const settings = environment.pipelines.securityLake;
  const rules = new Map(lifecycleRules(json).map(rule => [rule.id, rule]));
  const days = (id: string) => rules.get(id)?.expiration?.[0]?.days;

  it('is kept as long as the environment says: the stream, the lake, what was refused or routed away, and what was read but not published', () => {
    const [stream] = resourcesOf(json, 'aws_kinesis_stream');
    const streamDays = settings?.stream.retentionDays ?? Number.NaN;
    expect(stream?.values.retention_period).toBe(streamDays * 24);
    expect(days('landing')).toBe(streamDays);
    expect([days('refused'), days('routed')]).toEqual([settings?.job.quarantineRetentionDays, settings?.job.quarantineRetentionDays]);
    if (settings?.lake.kind === 'bucket') expect(days('events')).toBe(settings.lake.retentionDays);
    else
      expect(JSON.stringify(resourcesOf(json, 'aws_securitylake_data_lake')[0]?.values.configuration)).toContain('"expiration":[{"days":');
  });

  // Without its checkpoint the job reads the stream from its oldest record again; without its code it cannot start.
  it('never expires where it is the checkpoint or the code of the job', () => {
    for (const id of ['work', 'scripts']) {
      expect(rules.get(id)?.expiration).toBeUndefined();
      expect(rules.get(id)?.noncurrent_version_expiration).toHaveLength(1);
    }
    const expiring = [...rules.values()].filter(rule => rule.expiration !== undefined).map(rule => rule.filter[0]?.prefix ?? '');
    const kept = ['work/checkpoint/', 'work/runs/', 'scripts/'];
    // The buckets of results and of the lake have prefixes of their own; an empty one stands in the bucket of results alone.
    for (const prefix of expiring.filter(one => one !== '')) expect(kept.filter(one => one.startsWith(prefix))).toEqual([]);
  });
}

function cloudtrailLakeRetention({ json, environment }: Held): void {
  // Refused records are evidence; the offset of a blob must outlive the blob, or the blob is read again.
  it('is kept as long as the environment says, and the state outlives the blobs by 30 days', () => {
    const settings = environment.pipelines.cloudtrailLake;
    expect(lifecycleRules(json).find(({ id }) => id === 'failed-events')?.expiration).toEqual([
      { days: settings?.failedEventsRetentionDays },
    ]);
    const [policy] = resourcesOf(json, 'azurerm_storage_management_policy').map(
      ({ values }) => values.rule as { actions: { base_blob: { delete_after_days_since_modification_greater_than: number } } }[],
    );
    const blobDays = policy?.[0]?.actions.base_blob.delete_after_days_since_modification_greater_than ?? Number.NaN;
    for (const { values } of resourcesOf(json, 'aws_lambda_function')) {
      const { variables } = values.environment as { variables: { STATE_TTL_DAYS: string } };
      expect(Number(variables.STATE_TTL_DAYS)).toBeGreaterThanOrEqual(blobDays + 30);
    }
  });
}

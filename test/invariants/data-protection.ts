import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

/** What holds data that nobody can make again. */
const dataTypes = [
  'aws_cloudtrail_event_data_store',
  'aws_dynamodb_table',
  'aws_s3_bucket',
  'azurerm_storage_account',
  'azurerm_storage_container',
];

export function dataProtectionInvariants({ id, json, environment }: SynthesizedStack): void {
  describe(`data of ${id}`, () => {
    const isProtected = environment.protection === 'protected';
    const data = dataTypes.flatMap(type => resourcesOf(json, type));

    // A mistaken destroy must fail; a sandbox's must leave nothing behind.
    it('can be destroyed exactly where the environment says so', () => {
      for (const { values } of data) {
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

    // Refused records are evidence; the offset of a blob must outlive the blob, or the blob is read again.
    it('is kept as long as the environment says, and the state outlives the blobs by 30 days', () => {
      const settings = environment.pipelines.cloudtrailLake;
      const rules = resourcesOf(json, 'aws_s3_bucket_lifecycle_configuration').flatMap(
        ({ values }) => values.rule as { id: string; expiration: { days: number }[] }[],
      );
      expect(rules.find(({ id }) => id === 'failed-events')?.expiration).toEqual([{ days: settings?.failedEventsRetentionDays }]);
      const [policy] = resourcesOf(json, 'azurerm_storage_management_policy').map(
        ({ values }) => values.rule as { actions: { base_blob: { delete_after_days_since_modification_greater_than: number } } }[],
      );
      const blobDays = policy?.[0]?.actions.base_blob.delete_after_days_since_modification_greater_than ?? Number.NaN;
      for (const { values } of resourcesOf(json, 'aws_lambda_function')) {
        const { variables } = values.environment as { variables: { STATE_TTL_DAYS: string } };
        expect(Number(variables.STATE_TTL_DAYS)).toBeGreaterThanOrEqual(blobDays + 30);
      }
    });
  });
}

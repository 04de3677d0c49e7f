import type { CatalogTable } from './lake';

/** Security Lake's names hold the Region with underscores: https://docs.aws.amazon.com/security-lake/latest/userguide/subscriber-query-examples.html */
const words = (region: string) => region.replaceAll('-', '_');

export function securityLakeDatabase(region: string): string {
  return `amazon_security_lake_glue_db_${words(region)}`;
}

/** CloudTrail management events of source version 2, which our queries are written for. */
export function cloudTrailTable(region: string): CatalogTable {
  return { database: securityLakeDatabase(region), table: `amazon_security_lake_table_${words(region)}_cloud_trail_mgmt_2_0` };
}

import type { LakeTables } from '@audit-bridge/lake-queries';
import type { ITerraformDependable } from 'cdktf';
import type { IamStatement } from '../../building-blocks/iam-policy';

/** A table of the catalog, by its two names. */
export interface CatalogTable {
  readonly database: string;
  readonly table: string;
}

/** Where the job writes and the queries read: Security Lake, or a bucket of the same layout. */
export interface Lake {
  /** `s3://<bucket>/<prefix>/`: below it stand `region=`, `accountId=`, `eventDay=`. */
  readonly location: string;
  /** Keys beyond the pipeline's own. */
  readonly keyArns: readonly string[];
  /** For the job's role. */
  readonly writeStatements: readonly IamStatement[];
  /** For whoever reads, where the lake itself does not decide. */
  readonly readStatements: readonly IamStatement[];
  /** What has to be there before the job writes. */
  readonly ready: readonly ITerraformDependable[];
  readonly azure: CatalogTable;
  readonly cloudTrail: CatalogTable | undefined;
}

/** As the queries write them: Athena takes names in double quotes literally. */
export function lakeTables(lake: Pick<Lake, 'azure' | 'cloudTrail'>, azureDeduplicated: CatalogTable): LakeTables {
  return {
    azure: quoted(lake.azure),
    cloudTrail: lake.cloudTrail && quoted(lake.cloudTrail),
    azureDeduplicated: quoted(azureDeduplicated),
  };
}

function quoted({ database, table }: CatalogTable): string {
  return `"${database}"."${table}"`;
}

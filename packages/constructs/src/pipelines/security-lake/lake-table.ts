import type { SecurityLakeSettings } from '@audit-bridge/config';
import { lakeTableName } from '@audit-bridge/lake-queries';
import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { Construct } from 'constructs';
import { activityColumns } from './activity-columns';

export interface LakeTableProps {
  readonly database: string;
  /** With a closing slash. */
  readonly location: string;
  readonly ocsfVersion: SecurityLakeSettings['job']['ocsfVersion'];
  readonly region: string;
  /** Each is a partition; so are the records that name no subscription. */
  readonly subscriptionIds: readonly string[];
}

/** What Security Lake calls the account of data from outside AWS; the job writes the same words. */
const externalAccount = 'external';

/** The lake's files as a table of Athena. Its partitions follow from their names: nobody has to register a day, and no crawler costs. */
export class LakeTable extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { database, location, ocsfVersion, region, subscriptionIds }: LakeTableProps) {
    super(scope, id);
    const accounts = [externalAccount, ...subscriptionIds.map(subscriptionId => `${externalAccount}_${subscriptionId}`)];
    const table = new GlueCatalogTable(this, 'table', {
      name: lakeTableName,
      databaseName: database,
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: ['region', 'accountid', 'eventday'].map(name => ({ name, type: 'string' })),
      // https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
      parameters: {
        classification: 'parquet',
        'projection.enabled': 'true',
        'projection.region.type': 'enum',
        'projection.region.values': region,
        'projection.accountid.type': 'enum',
        'projection.accountid.values': accounts.join(','),
        'projection.eventday.type': 'date',
        'projection.eventday.format': 'yyyyMMdd',
        // An event's own clock may be ahead of ours over midnight.
        'projection.eventday.range': '20150101,NOW+1DAYS',
        // The dollars are doubled for Terraform.
        'storage.location.template': `${location}region=$\${region}/accountId=$\${accountid}/eventDay=$\${eventday}/`,
      },
      storageDescriptor: {
        location,
        inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
        serDeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        columns: activityColumns(ocsfVersion).map(({ name, type }) => ({ name, type })),
      },
    });
    this.name = table.name;
  }
}

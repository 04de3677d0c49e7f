import type { SecurityLakeSettings } from '@audit-bridge/config';
import { type Names, operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { ProtectedBucket } from '../../building-blocks/protected-bucket';
import type { Protection } from '../../building-blocks/protection';
import { readStatements, readWriteStatements } from './bucket-statements';
import type { CatalogTable, Lake } from './lake';
import { LakeTable } from './lake-table';

export interface BucketLakeProps {
  readonly names: Names;
  readonly keyArn: string;
  readonly settings: Extract<SecurityLakeSettings['lake'], { kind: 'bucket' }>;
  readonly ocsfVersion: SecurityLakeSettings['job']['ocsfVersion'];
  readonly region: string;
  /** Whose records may come. */
  readonly subscriptionIds: readonly string[];
  readonly protection: Protection;
  /** Holds the table. */
  readonly database: string;
}

/** As in Security Lake's own bucket, where custom sources stand below `ext/`. */
const lakePrefix = 'ext/azure-activity/';

/** A bucket with Security Lake's layout, for sandboxes and accounts without Security Lake: the same files, the same queries. */
export class BucketLake extends Construct implements Lake {
  readonly location: string;
  readonly keyArns: readonly string[] = [];
  readonly writeStatements: readonly IamStatement[];
  readonly readStatements: readonly IamStatement[];
  readonly ready = [];
  readonly azure: CatalogTable;
  readonly cloudTrail = undefined;

  constructor(scope: Construct, id: string, props: BucketLakeProps) {
    super(scope, id);
    const { names, keyArn, settings, subscriptionIds, region, protection, database } = props;
    const bucket = new ProtectedBucket(this, 'bucket', {
      name: operatedNames(names).lakeBucket,
      keyArn,
      protection,
      expirations: [{ id: 'events', prefix: lakePrefix, days: settings.retentionDays }],
    });
    this.location = `s3://${bucket.name}/${lakePrefix}`;
    const table = new LakeTable(this, 'table', {
      database,
      location: this.location,
      ocsfVersion: props.ocsfVersion,
      region,
      subscriptionIds: [...new Set([...subscriptionIds, ...settings.formerSubscriptionIds])],
    });
    this.azure = { database, table: table.name };
    this.writeStatements = readWriteStatements(bucket.arn, lakePrefix);
    this.readStatements = readStatements(bucket.arn, lakePrefix);
  }
}

import { type LakeTables, lakeQueries } from '@audit-bridge/lake-queries';
import { type Names, operatedNames } from '@audit-bridge/naming';
import { AthenaNamedQuery } from '@cdktf/provider-aws/lib/athena-named-query';
import { AthenaWorkgroup } from '@cdktf/provider-aws/lib/athena-workgroup';
import { Construct } from 'constructs';
import { ProtectedBucket } from '../../building-blocks/protected-bucket';
import type { Protection } from '../../building-blocks/protection';

export interface LakeWorkgroupProps {
  readonly names: Names;
  readonly keyArn: string;
  readonly protection: Protection;
  readonly maxQueryBytes: number;
  /** Where a query that names no database looks. */
  readonly database: string;
  readonly tables: LakeTables;
}

/** Days that the results of a query are kept. */
const resultDays = 30;

/** Where questions are asked: encrypted results, a limit to what one query may read and cost, and the queries that everybody asks. */
export class LakeWorkgroup extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly results: ProtectedBucket;

  constructor(scope: Construct, id: string, props: LakeWorkgroupProps) {
    super(scope, id);
    const { names, keyArn, tables, database } = props;
    this.results = new ProtectedBucket(this, 'results', {
      name: operatedNames(names).queryResultsBucket,
      keyArn,
      protection: props.protection,
      expirations: [{ id: 'results', prefix: '', days: resultDays }],
    });
    const workgroup = new AthenaWorkgroup(this, 'workgroup', {
      name: operatedNames(names).lakeWorkgroup,
      description: 'Questions over the Azure activity log and CloudTrail.',
      forceDestroy: props.protection === 'destroyable',
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: props.maxQueryBytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${this.results.name}/`,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: keyArn },
        },
      },
    });
    for (const query of lakeQueries) {
      if (query.needsCloudTrail && tables.cloudTrail === undefined) continue;
      new AthenaNamedQuery(this, query.name, {
        name: names.of('athenaNamedQuery', query.name),
        description: query.description,
        workgroup: workgroup.name,
        database,
        query: query.sql(tables),
      });
    }
    this.name = workgroup.name;
    this.arn = workgroup.arn;
  }
}

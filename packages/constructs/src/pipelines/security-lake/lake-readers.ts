import { type AwsPlace, glueArn, type Names } from '@audit-bridge/naming';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { LakeformationPermissions } from '@cdktf/provider-aws/lib/lakeformation-permissions';
import { Construct } from 'constructs';
import { iamPolicy } from '../../building-blocks/iam-policy';
import type { CatalogTable, Lake } from './lake';
import type { LakeWorkgroup } from './lake-workgroup';

export interface LakeReadersProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly keyArn: string;
  readonly lake: Lake;
  readonly view: CatalogTable;
  readonly workgroup: LakeWorkgroup;
  /** They get the policy and, where Lake Formation rules, its grants. Anybody else is given the policy by hand. */
  readonly roleArns: readonly string[];
}

/** Who may ask: a policy for the workgroup and what it reads, and Lake Formation's grants on Security Lake's tables. */
export class LakeReaders extends Construct {
  constructor(scope: Construct, id: string, props: LakeReadersProps) {
    super(scope, id);
    const { names, lake, view, roleArns } = props;
    const policy = new IamPolicy(this, 'policy', {
      name: names.of('iamPolicy', 'security-lake-reader'),
      description: 'Asks questions in the workgroup of the pipeline security-lake. For roles of analysts.',
      policy: this.#policy(props),
    });
    const tables = [lake.azure, ...(lake.cloudTrail === undefined ? [] : [lake.cloudTrail]), view];
    roleArns.forEach((roleArn, index) => {
      const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
      new IamRolePolicyAttachment(this, `attachment-${role}`, { role, policyArn: policy.arn });
      for (const { database, table } of tables) {
        const word = table === lake.azure.table ? 'azure' : table === view.table ? 'view' : 'cloudtrail';
        new LakeformationPermissions(this, `${word}-${index}`, {
          principal: roleArn,
          permissions: ['DESCRIBE', 'SELECT'],
          table: { databaseName: database, name: table },
          dependsOn: [...lake.ready],
        });
      }
      for (const [word, database] of [
        ['lake', lake.azure.database],
        ['own', view.database],
      ] as const) {
        new LakeformationPermissions(this, `${word}-database-${index}`, {
          principal: roleArn,
          permissions: ['DESCRIBE'],
          database: { name: database },
          dependsOn: [...lake.ready],
        });
      }
    });
  }

  #policy({ place, keyArn, lake, view, workgroup }: LakeReadersProps): string {
    const databases = [...new Set([lake.azure.database, view.database])];
    return iamPolicy([
      {
        actions: [
          'athena:BatchGetNamedQuery',
          'athena:BatchGetQueryExecution',
          'athena:GetNamedQuery',
          'athena:GetQueryExecution',
          'athena:GetQueryResults',
          'athena:GetWorkGroup',
          'athena:ListNamedQueries',
          'athena:ListQueryExecutions',
          'athena:StartQueryExecution',
          'athena:StopQueryExecution',
        ],
        resources: [workgroup.arn],
      },
      {
        actions: [
          'glue:GetDatabase',
          'glue:GetTable',
          'glue:GetTables',
          'glue:GetPartition',
          'glue:GetPartitions',
          'glue:BatchGetPartition',
        ],
        resources: [
          glueArn(place, 'catalog'),
          ...databases.flatMap(database => [glueArn(place, `database/${database}`), glueArn(place, `table/${database}/*`)]),
        ],
      },
      { actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'], resources: [`${workgroup.results.arn}/*`] },
      { actions: ['s3:GetBucketLocation', 's3:ListBucket'], resources: [workgroup.results.arn] },
      { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn, ...lake.keyArns] },
      ...lake.readStatements,
      {
        sid: 'LakeDataAccess',
        actions: ['lakeformation:GetDataAccess'],
        resources: '*',
        conditions: { StringEquals: { 'aws:RequestedRegion': place.region } },
      },
    ]);
  }
}

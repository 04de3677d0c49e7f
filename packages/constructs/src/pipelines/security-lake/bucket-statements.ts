import type { IamStatement } from '../../building-blocks/iam-policy';

/** Everything that writing below one prefix takes: a repeated attempt replaces its own objects and deletes what the last one left. */
export function readWriteStatements(bucketArn: string, prefix: string): readonly IamStatement[] {
  return [
    {
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: [`${bucketArn}/${prefix}*`],
    },
    listStatement(bucketArn, prefix),
  ];
}

export function readStatements(bucketArn: string, prefix: string): readonly IamStatement[] {
  return [{ actions: ['s3:GetObject'], resources: [`${bucketArn}/${prefix}*`] }, listStatement(bucketArn, prefix)];
}

/** Hadoop looks at a folder by its name with and without the slash. */
function listStatement(bucketArn: string, prefix: string): IamStatement {
  return {
    actions: ['s3:ListBucket'],
    resources: [bucketArn],
    conditions: { StringLike: { 's3:prefix': [`${prefix}*`, prefix.replace(/\/$/, '')] } },
  };
}

import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';
import { dataLifecycle, type Protection } from './protection';

export interface EncryptedTableProps {
  readonly name: string;
  readonly keyArn: string;
  readonly partitionKey: string;
  readonly timeToLiveAttribute: string;
  /** Projects the keys only. */
  readonly index?: { readonly name: string; readonly partitionKey: string; readonly sortKey: string };
  readonly protection: Protection;
}

/** A table that is paid by request, encrypted with our key, restorable to any second of the last 35 days. Keys are text. */
export class EncryptedTable extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: EncryptedTableProps) {
    super(scope, id);
    const { name, keyArn, partitionKey, timeToLiveAttribute, index, protection } = props;
    const keys = new Set([partitionKey, ...(index === undefined ? [] : [index.partitionKey, index.sortKey])]);
    const table = new DynamodbTable(this, 'table', {
      name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partitionKey,
      attribute: [...keys].map(key => ({ name: key, type: 'S' })),
      globalSecondaryIndex:
        index === undefined
          ? undefined
          : [{ name: index.name, hashKey: index.partitionKey, rangeKey: index.sortKey, projectionType: 'KEYS_ONLY' }],
      ttl: { attributeName: timeToLiveAttribute, enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      deletionProtectionEnabled: protection === 'protected',
      lifecycle: dataLifecycle(protection),
    });
    this.arn = table.arn;
    this.name = table.name;
  }
}

import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import { type Names, operatedNames } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import { EncryptedTable } from '../../building-blocks/encrypted-table';
import type { IamStatement } from '../../building-blocks/iam-policy';
import type { Protection } from '../../building-blocks/protection';

export interface StateTableProps {
  readonly names: Names;
  readonly keyArn: string;
  readonly protection: Protection;
}

/** How far each blob is committed, in the shape that the functions share. */
export class StateTable extends Construct {
  readonly name: string;
  /** For the function that finds blobs. */
  readonly findStatements: readonly IamStatement[];
  /** For the function that commits them. */
  readonly commitStatements: readonly IamStatement[];

  constructor(scope: Construct, id: string, { names, keyArn, protection }: StateTableProps) {
    super(scope, id);
    const { partitionKey, timeToLiveAttribute, openBlobsIndex: index } = stateTable;
    const table = new EncryptedTable(this, 'table', {
      name: operatedNames(names).stateTable,
      keyArn,
      partitionKey,
      timeToLiveAttribute,
      index,
      protection,
    });
    this.name = table.name;
    const readWrite = ['dynamodb:GetItem', 'dynamodb:UpdateItem'];
    this.findStatements = [
      { actions: ['dynamodb:BatchGetItem', ...readWrite], resources: [table.arn] },
      { actions: ['dynamodb:Query'], resources: [`${table.arn}/index/${index.name}`] },
    ];
    this.commitStatements = [{ actions: readWrite, resources: [table.arn] }];
  }
}

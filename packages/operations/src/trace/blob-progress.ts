import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How far the pipeline is with a blob. */
export interface BlobProgress {
  /** Everything before it is accepted, or lies in the failure place; 0 for a blob that nobody has read. */
  committedOffset(blob: string): Promise<number>;
}

/** The pipeline's own state table; nothing of it is written. */
export function stateTableProgress(client: DynamoDBClient, tableName: string): BlobProgress {
  const states = new DynamoDbBlobStates({ client, tableName, clock: systemClock, randomness: systemRandomness, stateTtlDays: 0 });
  return { committedOffset: async blob => (await states.get(blob))?.committedOffset ?? 0 };
}

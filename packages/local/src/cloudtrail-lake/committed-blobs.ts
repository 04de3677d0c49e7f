import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How far the pipeline has come, read from its own state table. */
export class CommittedBlobs {
  readonly #states: DynamoDbBlobStates;

  constructor(client: DynamoDBClient, tableName: string) {
    this.#states = new DynamoDbBlobStates({ client, tableName, clock: systemClock, randomness: systemRandomness, stateTtlDays: 1 });
  }

  /** @param lengths blob -> bytes that it holds */
  async read(lengths: ReadonlyMap<string, number>): Promise<{ readonly committedBytes: number; readonly open: readonly string[] }> {
    const states = await this.#states.getMany([...lengths.keys()]);
    const open = [...lengths].filter(([path, length]) => states.get(path)?.committedOffset !== length).map(([path]) => path);
    const committedBytes = [...states.values()].reduce((sum, { committedOffset }) => sum + committedOffset, 0);
    return { committedBytes, open };
  }
}

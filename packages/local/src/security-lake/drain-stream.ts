import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { StreamReader } from './stream-reader';

/** Everything that a stream holds, shard after shard. */
export const drainStream = (client: KinesisClient, streamName: string): Promise<readonly Buffer[]> =>
  new StreamReader(client, streamName).read();

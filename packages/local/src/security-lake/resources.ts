import { setTimeout as sleep } from 'node:timers/promises';
import { operatedNames } from '@audit-bridge/naming';
import { CreateStreamCommand, DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { testCredentials, testRegion } from '../emulators/test-account';
import { localNames, localTags } from '../environment/local-environment';

export const { kinesisStream: streamName, quarantineBucket } = operatedNames(localNames);
const shards = 3;
const lookMilliseconds = 50;

/** A client of the emulated account, over HTTP/1.1: the emulator does not speak the HTTP/2 that the SDK would use for Kinesis. */
export const connectToKinesis = (url: string): KinesisClient =>
  new KinesisClient({ endpoint: url, region: testRegion, credentials: testCredentials, requestHandler: new NodeHttpHandler() });

/** Creates the stream and waits until it takes records. */
export async function createStream(client: KinesisClient, name = streamName): Promise<void> {
  await client.send(new CreateStreamCommand({ StreamName: name, ShardCount: shards, Tags: localTags }));
  for (;;) {
    const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand({ StreamName: name }));
    if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') return;
    await sleep(lookMilliseconds);
  }
}

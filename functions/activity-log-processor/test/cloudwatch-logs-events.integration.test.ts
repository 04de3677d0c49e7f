import { systemClock } from '@audit-bridge/backoff';
import { CloudWatchLogsClient, CreateLogGroupCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type Moto, startMoto } from '../../../packages/local/src/emulators/moto';
import { testCredentials, testRegion } from '../../../packages/local/src/emulators/test-account';
import { CloudWatchLogsEvents } from '../src/cloudwatch-logs-events';
import { EventArchive } from '../src/event-archive';
import { contractEvent } from './contract/audit-events-contract';

const logGroupName = '/audit-bridge/activity-log';
const bucket = 'archive';
const hour = 3_600_000;

describe('CloudWatchLogsEvents on moto', () => {
  let moto: Moto;
  let client: CloudWatchLogsClient;
  let s3: S3Client;

  beforeAll(async () => {
    moto = await startMoto();
    const settings = { endpoint: moto.url, region: testRegion, credentials: testCredentials, maxAttempts: 1 };
    client = new CloudWatchLogsClient(settings);
    s3 = new S3Client({ ...settings, forcePathStyle: true });
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: testRegion } }));
  }, 180_000);
  afterAll(async () => {
    client.destroy();
    s3.destroy();
    await moto.stop();
  });

  const connect = (group = logGroupName) =>
    new CloudWatchLogsEvents({
      client,
      logGroupName: group,
      retentionDays: 30,
      streamPrefix: 'subscription',
      archive: new EventArchive({ s3, bucket }),
      clock: systemClock,
    });
  const eventAt = (number: number, milliseconds: number) => contractEvent(number, { time: new Date(milliseconds).toISOString() });

  async function readStream(milliseconds: number): Promise<readonly (string | undefined)[]> {
    const logStreamName = `subscription/${new Date(milliseconds).toISOString().slice(0, 10)}`;
    const { events = [] } = await client.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }));
    return events.map(({ message }) => message);
  }

  it('writes the events to a stream of their day, which it makes, and the old ones to the archive', async () => {
    const now = Date.now();
    const yesterday = now - 24 * hour;
    const old = now - 100 * 24 * hour;
    const batch = [eventAt(1, yesterday), eventAt(2, old), eventAt(3, yesterday)];
    expect(await connect().put(batch)).toEqual(batch.map(() => ({ kind: 'accepted' })));
    expect(await connect().put([eventAt(4, yesterday)])).toEqual([{ kind: 'accepted' }]);
    expect(await readStream(yesterday)).toEqual([1, 3, 4].map(number => eventAt(number, yesterday).eventData));

    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents.map(({ Key }) => Key)).toEqual([expect.stringMatching(/^events\/eventDay=\d{8}\/[0-9a-f]{32}\.jsonl$/)]);
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: Contents[0]?.Key }));
    expect(await object.Body?.transformToString()).toBe(`${batch[1]?.eventData}\n`);
  });

  it('refuses what is dated ahead, and accepts what stands beside it', async () => {
    const now = Date.now();
    const outcomes = await connect().put([eventAt(5, now + 5 * hour), eventAt(6, now)]);
    expect(outcomes).toEqual([expect.objectContaining({ kind: 'refused', errorCode: 'TooNewLogEvent' }), { kind: 'accepted' }]);
  });

  it('raises a log group that does not exist', async () => {
    await expect(connect('/no/such/group').put([eventAt(7, Date.now())])).rejects.toMatchObject({
      errorCode: 'ResourceNotFoundException',
      retryable: false,
      divisible: false,
    });
  });
});

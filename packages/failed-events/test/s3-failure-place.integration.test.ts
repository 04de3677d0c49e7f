import { systemClock } from '@audit-bridge/backoff';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Moto, startMoto } from '../../local/src/emulators/moto';
import { type FailedRecord, readFailedRecords, readFailedRecordsPointer, S3FailurePlace } from '../src/index';
import { defineFailurePlaceContract } from './contract/failure-place-contract';

describe('S3FailurePlace on moto', () => {
  let moto: Moto;
  let s3: S3Client;
  let sqs: SQSClient;
  let worlds = 0;

  beforeAll(async () => {
    moto = await startMoto();
    const client = {
      endpoint: moto.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    };
    s3 = new S3Client({ ...client, forcePathStyle: true });
    sqs = new SQSClient(client);
  }, 180_000);
  afterAll(async () => {
    s3.destroy();
    sqs.destroy();
    await moto.stop();
  });

  async function makeWorld() {
    const name = `failed-events-${++worlds}`;
    await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const settings = { s3, sqs, bucket: name, queueUrl: QueueUrl, clock: systemClock };

    async function receivePointers() {
      const pointers = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        if (Messages.length === 0) return pointers;
        pointers.push(...Messages.map(({ Body = '' }) => readFailedRecordsPointer(Body)));
      }
    }
    async function readObject(key: string): Promise<readonly FailedRecord[]> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
      return readFailedRecords(Buffer.from((await Body?.transformToByteArray()) ?? []));
    }
    return { settings, receivePointers, readObject };
  }

  defineFailurePlaceContract('S3 and SQS', async () => {
    const { readObject, receivePointers, settings } = await makeWorld();
    let broken: 'objects' | 'pointers' | undefined;
    const place: S3FailurePlace = new S3FailurePlace(settings);
    return {
      place: {
        put: records => {
          if (broken === 'objects') return new S3FailurePlace({ ...settings, bucket: 'no-such-bucket' }).put(records);
          if (broken === 'pointers') return new S3FailurePlace({ ...settings, queueUrl: `${settings.queueUrl}-gone` }).put(records);
          return place.put(records);
        },
      },
      readRecords: async () => (await Promise.all((await receivePointers()).map(({ key }) => readObject(key)))).flat(),
      breakDown: async part => {
        broken = part;
      },
    };
  });

  it('sends no pointer to an object that was not written', async () => {
    const { receivePointers, settings } = await makeWorld();
    const place = new S3FailurePlace({ ...settings, bucket: 'no-such-bucket' });
    const record = { reason: 'r', message: 'm', blob: 'b', createdOn: undefined, offset: 0, lengthBytes: 0, bytes: undefined };
    await expect(place.put([record])).rejects.toThrow('s3://no-such-bucket/failed-events/');
    expect(await receivePointers()).toEqual([]);
  });

  it('keeps many long records in several objects of a bounded size', async () => {
    const { receivePointers, settings } = await makeWorld();
    const bytes = Buffer.alloc(3_000_000, 'x');
    const records = Array.from({ length: 6 }, (_, index) => ({
      reason: 'LineTooLong',
      message: 'm',
      blob: 'b',
      createdOn: undefined,
      offset: index * bytes.length,
      lengthBytes: bytes.length,
      bytes,
    }));
    await new S3FailurePlace(settings).put(records);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: settings.bucket }));
    expect(Contents.map(({ Size = 0 }) => Size).every(size => size < 12_000_000)).toBe(true);
    const pointers = await receivePointers();
    expect(pointers.map(({ records: count }) => count)).toEqual([2, 2, 2]);
    expect(new Set(pointers.map(({ key }) => key)).size).toBe(Contents.length);
  });
});

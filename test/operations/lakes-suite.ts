import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { readRecord } from '@audit-bridge/activity-log';
import { formatBlobPath } from '@audit-bridge/activity-log-blobs';
import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { stateTable } from '@audit-bridge/activity-log-blobs/state-table';
import { CloudWatchLogsEvents } from '@audit-bridge/activity-log-processor/cloudwatch-logs-events';
import { EventArchive } from '@audit-bridge/activity-log-processor/event-archive';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { prepareEvent } from '@audit-bridge/cloudtrail-events';
import { writeFailedRecords } from '@audit-bridge/failed-events';
import { testAccountId, testRegion } from '@audit-bridge/local/emulators/test-account';
import type { EnvironmentCommand } from '@audit-bridge/operations/bridge-command';
import type { CloudConnections } from '@audit-bridge/operations/clouds/cloud-connections';
import { failurePlacesOf } from '@audit-bridge/operations/failure-places/failure-places-of';
import { tailCommand } from '@audit-bridge/operations/tail/tail-command';
import { traceCommand } from '@audit-bridge/operations/trace/trace-command';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateStreamCommand, KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { RecordedContext } from '../../packages/operations/test/recorded-context';
import { sandboxEnvironment as environment, type LakesOnStandIns, names, startLakes, subscriptionId } from './lakes-on-stand-ins';

export interface LakesSuiteProps {
  readonly motoUrl: string;
  readonly azure: Pick<CloudConnections['azure'], 'activityLogContainer' | 'parkingContainer'>;
}

const hour = 3_600_000;
const happenedAt = Math.floor((Date.now() - 20 * hour) / hour) * hour;
const blob = formatBlobPath(subscriptionId, happenedAt);
const correlationId = 'lakes-suite-call';

/** As Azure exports it, about a call of its own. */
function line(eventDataId: string, more: object = {}): string {
  return JSON.stringify({
    time: new Date(happenedAt + 90_000).toISOString(),
    resourceId: `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.STORAGE/STORAGEACCOUNTS/LAKE`,
    category: 'Administrative',
    operationName: 'MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE',
    resultType: 'Success',
    correlationId,
    eventDataId,
    ...more,
  });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const delivered = line('lakes-delivered');
const refused = line('lakes-refused', { resultType: 'Failure' });
const open = line('lakes-open', { resultType: 'Start' });
const old = line('lakes-old', { time: new Date(Date.now() - 25 * 24 * hour).toISOString(), correlationId: 'lakes-old-call' });

/** `bridge tail` and `bridge trace`, and the failure places, over one event of each fate: on moto, Azurite and the stand-ins of the lakes. */
export function lakesSuite(props: () => LakesSuiteProps): void {
  describe('what the lakes and the failure places hold', () => {
    let lakes: LakesOnStandIns;

    beforeAll(async () => {
      lakes = await startLakes(props().motoUrl);
      await createResources(lakes);
      await deliver(lakes);
      await refuse(lakes, props());
      await leaveOpen(lakes, props());
    }, 60_000);

    afterAll(() => lakes.stop());

    function context() {
      const clouds = { aws: lakes.aws, azure: props().azure } as unknown as CloudConnections;
      return Object.assign(new RecordedContext(), { environment, clouds });
    }

    async function run<Options extends object>(command: EnvironmentCommand<Options>, options: object) {
      const used = context();
      return { exitCode: await command.run(used, options as Options), ...used };
    }

    it('traces each event of a call: delivered, refused, and in flight', async () => {
      const { exitCode, lines, results } = await run(traceCommand, { id: correlationId });
      const { outcomes } = results[0] as { readonly outcomes: readonly Record<string, unknown>[] };
      expect(outcomes.map(({ id, outcome, pipeline }) => `${id} ${pipeline} ${outcome}`).sort()).toEqual([
        'lakes-delivered cloudtrail-lake arrived',
        'lakes-delivered security-lake arrived',
        'lakes-open cloudtrail-lake in-flight',
        'lakes-open security-lake in-flight',
        'lakes-refused cloudtrail-lake refused',
        'lakes-refused security-lake refused',
      ]);
      const said = lines.join('\n');
      expect(said).toContain(`committed up to byte ${delivered.length + refused.length + 2}`);
      expect(said).toMatch(/in flight {2}security-lake: stream \S+, shardId-/);
      expect(said).toMatch(/refused {4}cloudtrail-lake: failed-events, s3:.*\(TooDeep\)/);
      expect(said).toMatch(/refused {4}security-lake: quarantine, s3:.*\(UnusableTime\)/);
      expect(said).toMatch(/refused {4}security-lake: parked-records, parked blob refused\/TooDeep.*\(TooDeep\)/);
      expect(said).toContain('to do: npx pnpm bridge replay sandbox security-lake');
      expect(exitCode).toBe(0);
    });

    it('finds in the archive what was too old for the log group, and nothing that never was', async () => {
      const found = await run(traceCommand, { id: 'lakes-old', last: '30d', source: 'none' });
      expect(found.lines.join('\n')).toMatch(/arrived {4}cloudtrail-lake: log group .*s3:\/\/audit-bridge-.*eventDay=/);
      // Nobody says that the other pipeline of a sandbox was fed with it too.
      expect([found.exitCode, found.lines.some(line => line.includes('security-lake: not seen'))]).toEqual([0, true]);
      const nowhere = await run(traceCommand, { id: "nowhere' OR '1'='1", source: 'none' });
      expect([nowhere.exitCode, nowhere.lines.at(-2)]).toEqual([1, expect.stringContaining('Found nowhere.')]);
    });

    it('tails both lakes: each event once, filtered, as lines and as documents', async () => {
      const chosen = { since: '24h', every: 30, once: true, limit: 10, operation: 'storageaccounts/WRITE', status: 'success' };
      const { exitCode, lines } = await run(tailCommand, chosen);
      expect(exitCode).toBe(0);
      const shown = lines.filter(each => each.includes('STORAGEACCOUNTS/LAKE'));
      expect(shown).toEqual([
        expect.stringMatching(
          /^20\S+Z {2}Success {3}.* {2}MICROSOFT.STORAGE\/STORAGEACCOUNTS\/WRITE {2}STORAGEACCOUNTS\/LAKE {2}33333333 {2}cloudtrail-lake\+security-lake$/,
        ),
      ]);
      const { resultLines } = await run(tailCommand, { ...chosen, json: true, pipeline: 'security-lake' });
      expect(resultLines).toEqual([expect.objectContaining({ id: 'lakes-delivered', status: 'Success', pipelines: ['security-lake'] })]);
    });

    it('counts what lies in each failure place', async () => {
      const places = failurePlacesOf(context());
      const depths = await Promise.all(places.map(async place => [`${place.pipeline} ${place.name}`, await place.depth()] as const));
      expect(Object.fromEntries(depths)).toMatchObject({
        'cloudtrail-lake failed-events': 1,
        'cloudtrail-lake hints dead-letter queue': 0,
        'security-lake stream-job-supervisor schedule dead-letter queue': 0,
      });
      expect(new Map(depths).get('security-lake quarantine')).toBeGreaterThan(0);
      expect(new Map(depths).get('security-lake parked-records')).toBeGreaterThan(0);
    });
  });
}

const place = { CreateBucketConfiguration: { LocationConstraint: testRegion } } as const;

/** What another suite has made is good. */
async function unlessThere(made: Promise<unknown>): Promise<void> {
  await made.catch(error => {
    if (!/InUse|AlreadyExists|AlreadyOwned/.test(error instanceof Error ? error.name : '')) throw error;
  });
}

async function createResources({ aws }: LakesOnStandIns): Promise<void> {
  const s3 = aws.client(S3Client);
  const sqs = aws.client(SQSClient);
  const { archiveBucket, failedEventsBucket, quarantineBucket } = names;
  const queues = [names.failedEventsQueue, names.aggregatorScheduleDeadLetterQueue, names.supervisorScheduleDeadLetterQueue];
  await Promise.all([
    ...[archiveBucket, failedEventsBucket, quarantineBucket].map(Bucket =>
      unlessThere(s3.send(new CreateBucketCommand({ Bucket, ...place }))),
    ),
    ...[...queues, names.reportDeadLetterQueue, names.reportScheduleDeadLetterQueue].map(QueueName =>
      sqs.send(new CreateQueueCommand({ QueueName })),
    ),
    sqs.send(new CreateQueueCommand({ QueueName: names.hintsDeadLetterQueue, Attributes: { FifoQueue: 'true' } })),
    aws.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: names.eventsLogGroup })),
    unlessThere(
      aws.client(DynamoDBClient).send(
        new CreateTableCommand({
          TableName: names.stateTable,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: stateTable.partitionKey, KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: stateTable.partitionKey, AttributeType: 'S' }],
        }),
      ),
    ),
    unlessThere(kinesis(aws).send(new CreateStreamCommand({ StreamName: names.kinesisStream, ShardCount: 1 }))),
  ]);
}

const kinesis = (aws: LakesOnStandIns['aws']) => aws.client(KinesisClient, { requestHandler: new NodeHttpHandler() });

function prepare(text: string) {
  const outcome = readRecord(Buffer.from(text));
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return prepareEvent(outcome.record, { recipientAccountId: testAccountId, source: { blob, offset: 0, lengthBytes: text.length } });
}

/** By the processor's own code; into the lake as the job maps it. */
async function deliver({ aws, writeLake }: LakesOnStandIns): Promise<void> {
  const events = new CloudWatchLogsEvents({
    client: aws.client(CloudWatchLogsClient),
    logGroupName: names.eventsLogGroup,
    retentionDays: 30,
    streamPrefix: subscriptionId,
    archive: new EventArchive({ s3: aws.client(S3Client), bucket: names.archiveBucket }),
    clock: systemClock,
  });
  await events.put([prepare(delivered), prepare(old)]);
  await writeLake([
    {
      time: happenedAt + 90_000,
      metadata: { uid: 'lakes-delivered', correlation_uid: correlationId },
      api: { operation: 'MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE' },
      status: 'Success',
      cloud: { account: { uid: subscriptionId } },
      resources: [{ uid: '/subscriptions/a/providers/MICROSOFT.STORAGE/STORAGEACCOUNTS/LAKE' }],
    },
  ]);
}

async function refuse({ aws }: LakesOnStandIns, { azure }: LakesSuiteProps): Promise<void> {
  const s3 = aws.client(S3Client);
  const sqs = aws.client(SQSClient);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: names.failedEventsQueue }));
  await s3.send(
    new PutObjectCommand({
      Bucket: names.failedEventsBucket,
      Key: 'failed-events/2026/11/21/a/0-b.jsonl',
      Body: writeFailedRecords([
        {
          reason: 'TooDeep',
          message: 'm',
          blob,
          createdOn: undefined,
          offset: 0,
          lengthBytes: refused.length,
          bytes: Buffer.from(refused),
        },
      ]),
    }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  const quarantinedLine = { reason: 'UnusableTime', category: null, sha256: sha256(refused), raw: refused };
  await s3.send(
    new PutObjectCommand({
      Bucket: names.quarantineBucket,
      Key: 'refused/UnusableTime/lakes.jsonl.gz',
      Body: gzipSync(`${JSON.stringify(quarantinedLine)}\n`),
    }),
  );
  await new AzureParkingPlace(azure.parkingContainer()).put([
    {
      reason: 'TooDeep',
      message: 'm',
      partitionId: '1',
      offset: '1',
      sequenceNumber: 1,
      enqueuedAt: undefined,
      position: 0,
      bytes: Buffer.from(refused),
    },
  ]);
}

/** The blob has one record more than is committed, and it is on the stream. */
async function leaveOpen({ aws }: LakesOnStandIns, { azure }: LakesSuiteProps): Promise<void> {
  const client = azure.activityLogContainer().getAppendBlobClient(blob);
  await client.create();
  const text = [delivered, refused, open].map(each => `${each}\n`).join('');
  await client.appendBlock(text, text.length);
  const { createdOn = new Date() } = await client.getProperties();
  const states = new DynamoDbBlobStates({
    client: aws.client(DynamoDBClient),
    tableName: names.stateTable,
    clock: systemClock,
    randomness: systemRandomness,
    stateTtlDays: 30,
  });
  await states.commit({
    expected: undefined,
    path: blob,
    createdOn: createdOn.toISOString(),
    committedOffset: delivered.length + refused.length + 2,
    lastLine: undefined,
    complete: undefined,
  });
  await kinesis(aws).send(new PutRecordCommand({ StreamName: names.kinesisStream, PartitionKey: 'p', Data: Buffer.from(open) }));
}

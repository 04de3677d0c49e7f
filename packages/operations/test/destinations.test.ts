import { AthenaClient } from '@aws-sdk/client-athena';
import { type CloudTrailClient, MaxConcurrentQueriesException } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { S3Client } from '@aws-sdk/client-s3';
import { AthenaEngine } from '../src/destinations/athena/athena-engine';
import { tableOfView } from '../src/destinations/athena/deployed-view';
import { objectTimeIn } from '../src/destinations/athena/object-time';
import { CloudTrailLakeEngine } from '../src/destinations/cloudtrail-lake/cloudtrail-lake-engine';
import { findStoreId } from '../src/destinations/cloudtrail-lake/event-data-store';
import { ArchivedEvents } from '../src/destinations/cloudwatch-logs/archived-events';
import { LoggedEvents } from '../src/destinations/cloudwatch-logs/logged-events';
import { LogsDestination } from '../src/destinations/cloudwatch-logs/logs-destination';
import type { SqlRow } from '../src/destinations/sql/sql-engine';
import { sqlText } from '../src/destinations/sql/sql-text';
import { KinesisStreamSearch } from '../src/trace/stream-search';

type Answer = object | Error | ((input: Readonly<Record<string, unknown>>) => object);

/** Answers each operation with what was prepared for it, in turn; the last answer stays. */
class Service {
  readonly calls: string[] = [];
  readonly inputs: Readonly<Record<string, unknown>>[] = [];
  readonly interruption = { isRequested: false };
  clock = { time: 0, now: () => this.clock.time, sleep: async (milliseconds: number) => this.pass(milliseconds) };

  constructor(private readonly answers: Readonly<Record<string, readonly Answer[]>>) {}

  pass(milliseconds: number): void {
    this.clock.time += milliseconds;
  }

  /** The person stops while the service answers. */
  whileStopping(answer: object): object {
    this.interruption.isRequested = true;
    return answer;
  }

  /** As each client of the SDK sends: the paginators want their own class. */
  as<Client>(prototype: object = {}): Client {
    return Object.assign(Object.create(prototype), { send: this.#send }) as Client;
  }

  readonly #send = async (command: { readonly input: Readonly<Record<string, unknown>> }): Promise<object> => {
    const name = command.constructor.name.replace('Command', '');
    const before = this.calls.filter(call => call === name).length;
    this.calls.push(name);
    this.inputs.push(command.input);
    const answers = this.answers[name] ?? [];
    const answer = answers[Math.min(before, answers.length - 1)] ?? {};
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(command.input) : answer;
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const athena = (service: Service) =>
  new AthenaEngine({
    client: service.as(AthenaClient.prototype),
    workgroup: 'w',
    database: 'd',
    clock: service.clock,
    interruption: service.interruption,
  });
const store = (service: Service) =>
  new CloudTrailLakeEngine({ client: service.as<CloudTrailClient>(), clock: service.clock, interruption: service.interruption });
const execution = (State: string, more: object = {}) => ({
  QueryExecution: { QueryExecutionId: 'q', Status: { State, ...more }, Statistics: { DataScannedInBytes: 7 } },
});

describe('a text in a query', () => {
  it('stays a text', () => {
    expect(sqlText("o'neil '' \\ %")).toBe("'o''neil '''' \\ %'");
    expect(() => sqlText('a\u0000')).toThrow('U+0000');
  });
});

describe('a query of Athena', () => {
  it('is looked at less and less often, and its scan counted', async () => {
    const service = new Service({
      StartQueryExecution: [{ QueryExecutionId: 'q' }],
      GetQueryExecution: [
        ...Array.from({ length: 12 }, () => execution('RUNNING')),
        execution('FAILED', { StateChangeReason: 'no such column' }),
      ],
    });
    const engine = athena(service);
    await expect(all(engine.rows('SELECT 1'))).rejects.toThrow('The Athena query q ended as FAILED: no such column.');
    expect(engine.scannedBytes()).toBe(7);
    expect(service.clock.time).toBeGreaterThan(10_000);
    expect(service.inputs[0]).toMatchObject({ WorkGroup: 'w', QueryExecutionContext: { Database: 'd' } });
  });

  it('that Athena cancels is too large', async () => {
    const service = new Service({ GetQueryExecution: [execution('CANCELLED', { StateChangeReason: 'Bytes scanned limit was exceeded' })] });
    await expect(all(athena(service).rows('SELECT 1'))).rejects.toThrow(
      /Bytes scanned limit was exceeded\. Ask for a shorter range of time, or raise maxQueryBytes/,
    );
  });

  it('is cancelled when the person stops', async () => {
    const service = new Service({ GetQueryExecution: [() => service.whileStopping(execution('RUNNING'))] });
    await expect(all(athena(service).rows('SELECT 1'))).rejects.toMatchObject({ name: 'InterruptedError' });
    expect(service.calls).toEqual(['StartQueryExecution', 'GetQueryExecution', 'StopQueryExecution']);
    const aborted = () => {
      ended.interruption.isRequested = true;
      throw new Error('Request aborted');
    };
    const ended = new Service({ GetQueryExecution: [aborted] });
    await expect(all(athena(ended).rows('SELECT 1'))).rejects.toMatchObject({ name: 'InterruptedError' });
    expect(ended.calls.at(-1)).toBe('StopQueryExecution');
  });
});

describe('a query of CloudTrail Lake', () => {
  const busy = new MaxConcurrentQueriesException({ message: 'ten run', $metadata: {} });

  it('waits for its turn among the ten of an account, two minutes and no longer', async () => {
    const service = new Service({
      StartQuery: [busy, busy, { QueryId: 'q' }],
      DescribeQuery: [{ QueryStatus: 'TIMED_OUT', ErrorMessage: 'an hour' }],
    });
    await expect(all(store(service).rows('SELECT 1'))).rejects.toThrow('The CloudTrail Lake query q ended as TIMED_OUT: an hour.');
    expect([service.clock.time, service.calls.filter(call => call === 'StartQuery').length]).toEqual([10_000, 3]);
    const full = new Service({ StartQuery: [busy] });
    await expect(all(store(full).rows('SELECT 1'))).rejects.toThrow(/MaxConcurrentQueriesException: ten run/);
    expect(full.clock.time).toBe(120_000);
  });

  it('is cancelled when the person stops, and none is longer than the service takes', async () => {
    const service = new Service({
      StartQuery: [{ QueryId: 'q' }],
      DescribeQuery: [() => service.whileStopping({ QueryStatus: 'QUEUED' })],
    });
    await expect(all(store(service).rows('SELECT 1'))).rejects.toMatchObject({ name: 'InterruptedError' });
    expect(service.calls.at(-1)).toBe('CancelQuery');
    await expect(all(store(service).rows('x'.repeat(10_001)))).rejects.toThrow('10000 characters at most');
  });
});

describe('what a deploy has made', () => {
  const view = (originalSql: string) => `/* Presto View: ${Buffer.from(JSON.stringify({ originalSql })).toString('base64')} */`;

  it("tells Security Lake's table by the view over it", async () => {
    const glue = new Service({
      GetTable: [{ Table: { ViewOriginalText: view('SELECT a\nFROM (\n  SELECT a\n  FROM "lake_db"."lake_table"\n) AS copies') } }],
    });
    expect(await tableOfView(glue.as<GlueClient>(), { database: 'd', view: 'v' })).toBe('"lake_db"."lake_table"');
    for (const text of [view('SELECT 1'), 'nonsense', undefined]) {
      const other = new Service({ GetTable: [{ Table: { ViewOriginalText: text } }] });
      await expect(tableOfView(other.as<GlueClient>(), { database: 'd', view: 'v' })).rejects.toThrow('The view d.v names no table');
    }
  });

  it('is found by its name, unless it waits for its deletion', async () => {
    const stores = ['a/old', 'a/new'].map(EventDataStoreArn => ({ EventDataStoreArn, Name: 'n' }));
    const service = new Service({
      ListEventDataStores: [{ EventDataStores: [{ EventDataStoreArn: 'a/other', Name: 'm' }, ...stores] }],
      GetEventDataStore: [{ Status: 'PENDING_DELETION' }, { Status: 'ENABLED' }],
    });
    const { CloudTrailClient: Client } = await import('@aws-sdk/client-cloudtrail');
    expect(await findStoreId(service.as(Client.prototype), 'n')).toBe('new');
    expect(service.calls.filter(call => call === 'GetEventDataStore')).toHaveLength(2);
  });

  it('says when an object came, where one may look', async () => {
    const s3 = new Service({ HeadObject: [{ LastModified: new Date(5) }] });
    const timeOf = objectTimeIn(s3.as<S3Client>());
    expect(await Promise.all([timeOf('s3://b/k/l'), timeOf('s3://b/k/l'), timeOf('nowhere')])).toEqual([
      new Date(5),
      new Date(5),
      undefined,
    ]);
    expect(s3.inputs).toEqual([{ Bucket: 'b', Key: 'k/l' }]);
    expect(await objectTimeIn(new Service({ HeadObject: [new Error('403')] }).as<S3Client>())('s3://b/k')).toBeUndefined();
  });
});

describe('a log group and its archive', () => {
  const range = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };

  it('is read to its last page, also behind an empty one', async () => {
    const logs = new Service({
      FilterLogEvents: [{ nextToken: 'a' }, { events: [{ message: 'm', logStreamName: 's', ingestionTime: 5 }] }],
    });
    const read = (word?: string) =>
      all(
        new LoggedEvents({ client: logs.as<CloudWatchLogsClient>(), logGroupName: 'g', interruption: { isRequested: false } }).read(
          range,
          word,
        ),
      );
    expect(await read('uid-1')).toEqual([{ eventData: 'm', arrivedAt: new Date(5), place: 'log stream s' }]);
    expect(logs.inputs[0]).toMatchObject({ filterPattern: '"uid-1"', endTime: range.to.getTime() - 1 });
    await read('uid" -x');
    expect(logs.inputs.at(-1)?.filterPattern).toBeUndefined();
  });

  it('is asked for the days alone that can be in it', async () => {
    const s3 = new Service({ ListObjectsV2: [{}] });
    const { S3Client: Client } = await import('@aws-sdk/client-s3');
    const archive = new ArchivedEvents({
      client: s3.as(Client.prototype),
      bucket: 'b',
      accountId: '1',
      retentionDays: 30,
      now: () => Date.parse('2026-11-21T12:00:00Z'),
      interruption: { isRequested: false },
    });
    await all(archive.read(range));
    expect(s3.inputs.map(({ Prefix }) => Prefix)).toEqual(
      Array.from({ length: 8 }, (_, index) => `events/eventDay=202611${String(index + 1).padStart(2, '0')}/`),
    );
  });
});

describe('the newest event of a log group', () => {
  it('is looked for from the end on, and a range that holds none is read once', async () => {
    const asked: number[] = [];
    const eventData = (time: string) => JSON.stringify({ UID: 'u', eventName: 'n', eventTime: time, additionalEventData: { time } });
    const destination = (times: readonly string[]) =>
      new LogsDestination({
        description: 'd',
        archived: { read: async function* () {} },
        logged: {
          read: async function* ({ from, to }) {
            asked.push((to.getTime() - from.getTime()) / 3_600_000);
            for (const time of times) yield { eventData: eventData(time), arrivedAt: undefined, place: 'p' };
          },
        },
      });
    const range = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
    expect(await destination(['2026-11-20T20:00:00.5Z', '2026-11-20T19:00:00Z']).newest(range)).toEqual(
      new Date('2026-11-20T20:00:00.500Z'),
    );
    expect(await destination([]).newest(range)).toBeUndefined();
    expect(asked).toEqual([1, 5, 1, 5, 18]);
  });
});

describe('looking through the stream', () => {
  it('begins no earlier than the job can be behind, and does not follow a stream that does not end', async () => {
    const record = {
      SequenceNumber: '1',
      Data: Buffer.from('{"category":"Administrative","eventDataId":"uid-1","time":"2026-11-21T10:00:00Z"}'),
    };
    const kinesis = new Service({
      ListShards: [{ Shards: [{ ShardId: 'a' }], NextToken: 'n' }, { Shards: [{ ShardId: 'b' }] }],
      GetShardIterator: [{ ShardIterator: 'i' }],
      GetRecords: [{ Records: [record], MillisBehindLatest: 120_000, NextShardIterator: 'j' }],
    });
    const said: string[] = [];
    const search = new KinesisStreamSearch({
      client: kinesis.as<KinesisClient>(),
      streamName: 's',
      oldest: new Date(1_000),
      maxBytes: 100,
      wait: async () => {},
      interruption: { isRequested: false, signal: new AbortController().signal, beforeEnd: () => () => {} },
      print: line => said.push(line),
      progress: () => {},
    });
    const found: SqlRow[] = [];
    for await (const { id, place } of search.find(new Set(['uid-1']), new Date(0))) found.push({ id, place });
    expect(found).toHaveLength(4);
    expect(found[0]).toEqual({ id: 'uid-1', place: 'stream s, a, 1' });
    expect(said).toEqual(
      ['a', 'b'].map(shard => `${shard} of s was not looked through to its tip: 2 minutes of it are left. Ask for a later --from.`),
    );
    expect(kinesis.inputs.filter(input => 'Timestamp' in input)).toEqual([
      expect.objectContaining({ Timestamp: new Date(1_000) }),
      expect.objectContaining({ Timestamp: new Date(1_000) }),
    ]);
  });
});

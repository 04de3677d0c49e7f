import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { activityColumns } from '@audit-bridge/constructs/pipelines/security-lake/activity-columns';
import { startAwsGateway } from '@audit-bridge/local/emulators/aws-gateway/aws-gateway';
import { athenaRoutes } from '@audit-bridge/local/emulators/lakes/athena-routes';
import { cloudTrailLakeRoutes } from '@audit-bridge/local/emulators/lakes/cloudtrail-lake-routes';
import { DuckDbSql } from '@audit-bridge/local/emulators/lakes/duckdb-sql';
import { duckDbType } from '@audit-bridge/local/emulators/lakes/duckdb-type';
import { EventArrivals } from '@audit-bridge/local/emulators/lakes/event-arrivals';
import { EventStore } from '@audit-bridge/local/emulators/lakes/event-store';
import { LakeCatalog } from '@audit-bridge/local/emulators/lakes/lake-catalog';
import { testAccountId, testCredentials, testRegion } from '@audit-bridge/local/emulators/test-account';
import { Names, operatedNames } from '@audit-bridge/naming';
import { type AwsConnections, awsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import { sandbox } from '@audit-bridge/stacks/environments/sandbox';

export const subscriptionId = '33333333-3333-4333-8333-333333333333';
const storeArn = `arn:aws:cloudtrail:${testRegion}:${testAccountId}:eventdatastore/1b4e28ba-2fa1-11d2-883f-0016d3cca427`;

const emulated = {
  ...sandbox,
  aws: { accountId: testAccountId, region: testRegion },
  azure: { ...sandbox.azure, tenantId: subscriptionId, subscriptionId, subscriptionIds: [subscriptionId] },
};

/** A sandbox as it comes: its events go into CloudWatch Logs, and into a bucket lake. */
export const sandboxEnvironment = parseEnvironment(emulated);

/** The same, with CloudTrail Lake. */
export const environment = parseEnvironment({
  ...emulated,
  pipelines: {
    ...sandbox.pipelines,
    cloudtrailLake: {
      ...sandbox.pipelines.cloudtrailLake,
      destination: {
        kind: 'cloudtrail-lake',
        eventDataStore: { kind: 'created', retentionDays: 7, terminationProtection: false },
        channel: { kind: 'created' },
      },
    },
  },
});
export const names = operatedNames(Names.ofEnvironment(environment));

/** Both lakes behind an address of AWS. */
export interface LakesOnStandIns {
  readonly aws: AwsConnections;
  readonly arrivals: EventArrivals;
  /** Writes rows as the job does: OCSF events, below a folder a day. */
  writeLake(events: readonly OcsfEvent[]): Promise<void>;
  stop(): Promise<void>;
}

/** Any members of the class API Activity beside these. */
export interface OcsfEvent {
  readonly [member: string]: unknown;
  readonly time: number;
  readonly cloud?: { readonly account?: { readonly uid?: string } };
}

/** @param target of what the stand-ins do not answer: moto's address. @default nobody is there */
export async function startLakes(target = 'http://127.0.0.1:1'): Promise<LakesOnStandIns> {
  const folder = await mkdtemp(join(tmpdir(), 'lakes-'));
  const arrivals = new EventArrivals(join(folder, 'arrivals'));
  const store = new EventStore(arrivals, storeArn.slice(storeArn.lastIndexOf('/') + 1), 'arn:aws:cloudtrail:channel');
  const lake = { folder: join(folder, 'lake'), database: names.lakeDatabase, location: 's3://lake/ext' };
  const gateway = await startAwsGateway({
    target,
    routes: [
      ...cloudTrailLakeRoutes({ store, storeArn, storeName: names.eventDataStore }),
      ...athenaRoutes({
        workgroups: new Set([names.lakeWorkgroup]),
        answer: async (sql, database) => {
          const catalog = await LakeCatalog.open(lake);
          try {
            return { answer: await catalog.answer(sql, database), scannedBytes: catalog.bytes };
          } finally {
            catalog.close();
          }
        },
      }),
    ],
  });
  let written = 0;
  return {
    aws: awsConnections({ region: testRegion, endpoint: gateway.url, credentials: testCredentials, forcePathStyle: true }),
    arrivals,
    writeLake: events => writeParquet(events, folder, lake.folder, ++written),
    stop: async () => {
      await gateway.stop();
      await store.stop();
      await arrivals.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function writeParquet(events: readonly OcsfEvent[], folder: string, lakeFolder: string, number: number): Promise<void> {
  const lines = join(folder, `rows-${number}.jsonl`);
  const row = (event: OcsfEvent) => ({
    ...event,
    region: testRegion,
    accountId: `external_${event.cloud?.account?.uid}`,
    eventDay: new Date(event.time).toISOString().slice(0, 10).replaceAll('-', ''),
  });
  writeFileSync(lines, events.map(event => JSON.stringify(row(event))).join('\n'));
  mkdirSync(lakeFolder, { recursive: true });
  const types = [
    ...activityColumns('1.1.0').map(({ name, type }) => `"${name}": '${duckDbType(type).replaceAll("'", "''")}'`),
    ...['region', 'accountId', 'eventDay'].map(name => `"${name}": 'VARCHAR'`),
  ];
  const sql = await DuckDbSql.open();
  await sql.connection.run(`COPY (FROM read_json('${lines}', format = 'newline_delimited', columns = {${types.join(', ')}}))
    TO '${lakeFolder}' (FORMAT parquet, PARTITION_BY (region, accountId, eventDay), OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'batch-${number}-{i}')`);
  sql.close();
}

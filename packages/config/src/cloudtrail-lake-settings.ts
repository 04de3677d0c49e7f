import { z } from 'zod';
import { arnOf } from './aws-settings';
import { logRetentionDays } from './log-retention';

const days = (min: number, max: number) => z.number().int().min(min).max(max);

/** How the functions prove to Azure who they are. */
const authentication = z.discriminatedUnion('kind', [
  /** A token of the function's role; no secret exists. The account's outbound identity federation must be on. */
  z.strictObject({
    kind: z.literal('web-identity'),
    issuerUrl: z.url({ protocol: /^https$/, error: "write the account's token issuer, like 'https://<id>.tokens.sts.global.api.aws'" }),
  }),
  /** For accounts that cannot federate: the storage account's connection string, read at run time. */
  z.strictObject({
    kind: z.literal('connection-string'),
    secretArn: arnOf('secretsmanager', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:audit-bridge-AbCdEf'),
    /** Only where the secret is encrypted with a key of your own. */
    secretKmsKeyArn: arnOf('kms', 'arn:aws:kms:eu-central-1:123456789012:key/1b4e28ba-2fa1-11d2-883f-0016d3cca427').optional(),
  }),
]);

const created = z.literal('created');
const given = z.literal('given');

const eventDataStore = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: created,
    /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store.html */
    retentionDays: days(7, 2555),
    terminationProtection: z.boolean(),
  }),
  z.strictObject({
    kind: given,
    arn: arnOf('cloudtrail', 'arn:aws:cloudtrail:eu-central-1:123456789012:eventdatastore/1b4e28ba-2fa1-11d2-883f-0016d3cca427'),
  }),
]);

const channel = z.discriminatedUnion('kind', [
  /** One channel per source exists in an account and Region. */
  z.strictObject({ kind: created }),
  z.strictObject({
    kind: given,
    arn: arnOf('cloudtrail', 'arn:aws:cloudtrail:eu-central-1:123456789012:channel/1b4e28ba-2fa1-11d2-883f-0016d3cca427'),
  }),
]);

/** CloudTrail Lake is closed to accounts that did not use it by 2026-05-31; CloudWatch Logs takes the same JSON. */
const destination = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cloudtrail-lake'), eventDataStore, channel }),
  z.strictObject({
    kind: z.literal('cloudwatch-logs'),
    retentionDays: logRetentionDays,
    /** How long the archive keeps what is too old for CloudWatch Logs. */
    archiveRetentionDays: days(1, 3653),
  }),
]);

export const cloudtrailLakeSettings = z.strictObject({
  /** `generated`: no diagnostic setting; the container is fed with sample records. A subscription has room for five settings. */
  source: z.enum(['diagnostic-setting', 'generated']),
  authentication,
  destination,
  /** How often the container is listed. */
  scheduleMinutes: z.number().int().min(1).max(60).default(5),
  /** First hour that a first run reads; absent: the oldest blob's. */
  startAt: z.iso.datetime("write a UTC time, like '2026-01-01T00:00:00Z'").optional(),
  /** Days after its last write that Azure keeps a blob. */
  blobRetentionDays: days(1, 3650),
  /** Days that the committed offset of a blob is kept: the blob must be gone long before, or it would be read again. */
  stateTtlDays: days(31, 3700),
  /** Days that a refused record is kept with its original bytes. */
  failedEventsRetentionDays: days(1, 3653).default(365),
  aggregator: z
    .strictObject({
      memoryMegabytes: z.number().int().min(128).max(10_240).default(256),
      timeoutSeconds: z.number().int().min(30).max(300).default(240),
    })
    .prefault({}),
  processor: z
    .strictObject({
      memoryMegabytes: z.number().int().min(256).max(10_240).default(512),
      timeoutSeconds: z.number().int().min(60).max(300).default(300),
      /** Blobs read at once: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
      maxConcurrentBlobs: z.number().int().min(2).max(1000).default(10),
      /** Requests to the destination under way at once, for one blob. */
      maxConcurrentRequests: z.number().int().min(1).max(32).default(8),
      /** Events sent beyond the committed offset: what a crash repeats at most. */
      maxStepEvents: z.number().int().min(100).max(10_000).default(1_000),
    })
    .prefault({}),
});

export type CloudtrailLakeSettings = z.output<typeof cloudtrailLakeSettings>;

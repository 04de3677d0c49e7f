import { z } from 'zod';
import { arnOf } from './aws-settings';
import { guid } from './azure-settings';
import { textLike } from './text-like';

const days = (min: number, max: number) => z.number().int().min(min).max(max);

/** What becomes of a category's records: OCSF as its class fits, OCSF although nobody performed a call, or aside as they are. */
const route = z.enum(['include', 'fallback', 'route']);

/** A hub of the environment's own, in a namespace of its own. */
const createdHub = z.strictObject({
  /** May be left out. */
  kind: z
    .literal('created')
    .optional()
    .transform(() => 'created' as const),
  /** Basic has one consumer group and keeps a day: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
  tier: z.enum(['Standard', 'Premium']).default('Standard'),
  /** Standard: throughput units, 1 to 40. Premium: processing units, 1, 2, 4, 8 or 16. */
  throughputUnits: z.number().int().min(1).max(40).default(1),
  /** Standard only: auto-inflate goes up to it. Premium does not inflate and ignores it. */
  maxThroughputUnits: z.number().int().min(1).max(40).default(10),
  /** Cannot be changed later in the Standard tier. */
  partitions: z.number().int().min(1).max(32).default(4),
  /** Standard keeps 7 days at most, Premium 90. */
  retentionDays: days(1, 90).default(7),
});

/** A hub that exists: who owns it decides over its tier, partitions and retention. */
const givenHub = z.strictObject({
  kind: z.literal('given'),
  resourceId: textLike(
    /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.EventHub\/namespaces\/[^/]+\/eventhubs\/[^/]+$/i,
    "write an event hub's whole resource id, from '/subscriptions/' to the name of the hub",
  ),
  /** A rule of the namespace with Manage, Send and Listen, by its name: for diagnostic settings of the environment's own. */
  exportRule: textLike(/^[A-Za-z0-9][A-Za-z0-9._-]{0,48}[A-Za-z0-9]$/, "write the rule's name, like 'azure-monitor'").optional(),
});

const eventHub = z.discriminatedUnion('kind', [createdHub, givenHub]);

const forwarder = z.strictObject({
  /** https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#instance-sizes */
  instanceMemoryMegabytes: z.union([z.literal(512), z.literal(2048), z.literal(4096)]).default(2048),
  maxInstances: z.number().int().min(1).max(1000).default(40),
  /** Of one partition's batch: 4 requests of 500 records are 40,000 records/s at 50 ms each, more than a new stream takes. */
  maxConcurrentRequests: z.number().int().min(1).max(32).default(4),
  /** How long refused rows are sent again before they are parked; the trigger's batch waits as long. */
  deliveryTimeoutSeconds: z.number().int().min(10).max(120).default(120),
  /** How often parked records are sent on. */
  parkedRecordsMinutes: z.number().int().min(1).max(30).default(5),
  /** Days that a parked record is kept with its original bytes. */
  parkedRecordsRetentionDays: days(1, 3650).default(365),
});

/** What a forwarder has of which nothing is said: the local run and the benches use it too. */
export const defaultForwarder = forwarder.parse({});

const lake = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('security-lake'),
    /** Security Lake's own bucket is made once per account and Region. */
    dataLake: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('created'), retentionDays: days(1, 3650) }),
      z.strictObject({
        kind: z.literal('given'),
        /** Only where the data lake is encrypted with a key of your own. */
        kmsKeyArn: arnOf('kms', 'arn:aws:kms:eu-central-1:123456789012:key/1b4e28ba-2fa1-11d2-883f-0016d3cca427').optional(),
      }),
    ]),
    /**
     * Unique in the account and Region: two environments of one account take two names.
     * At most 20 characters: https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html
     */
    sourceName: textLike(/^[A-Za-z0-9_-]{1,20}$/, "write 1 to 20 letters, digits, _ and -, like 'azure-activity'"),
    /**
     * CloudTrail management events as Security Lake's own source: the cross-cloud queries need them. `given`: somebody has switched it on already.
     * The account must have a trail that records management events: https://docs.aws.amazon.com/security-lake/latest/userguide/cloudtrail-event-logs.html
     */
    cloudTrailSource: z.enum(['created', 'given', 'none']).default('created'),
    /** Roles that may query: each gets the Lake Formation grants and the workgroup's policy. */
    readerRoleArns: z
      .array(textLike(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "write a role's whole ARN, like 'arn:aws:iam::123456789012:role/analyst'"))
      .refine(arns => new Set(arns).size === arns.length, 'list each role once')
      .default([]),
  }),
  /** A bucket of the same layout with a Glue table: for sandboxes, and accounts without Security Lake. */
  z.strictObject({
    kind: z.literal('bucket'),
    retentionDays: days(1, 3650),
    /** Subscriptions that are not collected any more: the table has a partition for each subscription that it shows, and goes on to show theirs. */
    formerSubscriptionIds: z.array(guid('subscription')).default([]),
  }),
]);

export const securityLakeSettings = z.strictObject({
  /**
   * `generated`: no diagnostic setting; the hub is fed with sample records. A subscription has room for five settings.
   * `given`: somebody else's diagnostic settings write into the given hub.
   */
  source: z.enum(['diagnostic-setting', 'generated', 'given']),
  eventHub: eventHub.prefault({}),
  forwarder: forwarder.prefault({}),
  stream: z
    .strictObject({
      /** The job must be able to stand still for so long without a loss: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html */
      retentionDays: days(7, 365).default(7),
    })
    .prefault({}),
  lake,
  job: z
    .strictObject({
      /** https://docs.aws.amazon.com/glue/latest/dg/worker-types.html */
      workerType: z.enum(['G.025X', 'G.1X', 'G.2X']).default('G.025X'),
      /** One drives, the others read and write: auto scaling goes from one of those up to here. */
      maxWorkers: z.number().int().min(2).max(100).default(4),
      /** When Glue may restart the job each week, in UTC: https://docs.aws.amazon.com/glue/latest/dg/glue-streaming-maintenance.html */
      maintenanceWindow: textLike(
        /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat):([01]?\d|2[0-3])$/,
        "write a day and an hour in UTC, like 'Sun:3'",
      ).default('Sun:3'),
      /** Security Lake wants a file every five minutes at most. */
      windowSeconds: z.number().int().min(60).max(900).default(300),
      /** Security Lake takes 1.3 and earlier. */
      ocsfVersion: z.enum(['1.1.0', '1.3.0']).default('1.1.0'),
      /**
       * Bodies of requests and answers can hold secrets. `redacted` keeps their length alone, and no `raw_data` of a record that has one; ids and hashes
       * stay those of the bytes. What lies in the lake already keeps its bodies.
       */
      requestBodies: z.enum(['kept', 'redacted']).default('kept'),
      /** By category, in the activity log's own words; a category that is not named is included. */
      categoryRouting: z
        .partialRecord(
          z.enum(['Administrative', 'Security', 'ServiceHealth', 'Alert', 'Recommendation', 'Policy', 'Autoscale', 'ResourceHealth']),
          route,
        )
        .default({ ServiceHealth: 'fallback', ResourceHealth: 'fallback', Alert: 'fallback', Recommendation: 'fallback' }),
      /** Days that records which are no activity log records are kept. */
      quarantineRetentionDays: days(1, 3653).default(365),
      /** How often the supervisor looks whether the job runs. */
      supervisorMinutes: z.number().int().min(1).max(60).default(5),
    })
    .prefault({}),
  /** Bytes that one Athena query of the workgroup may read. */
  maxQueryBytes: z.number().int().min(10_485_760).default(107_374_182_400),
});

export type SecurityLakeSettings = z.output<typeof securityLakeSettings>;

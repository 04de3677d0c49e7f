import { z } from 'zod';
import { arnOf } from './aws-settings';
import { reportSchedule } from './report-schedule';
import { textLike } from './text-like';

const accountId = textLike(/^\d{12}$/, "write an account's 12 digits, like '123456789012'");
const roleName = textLike(/^[A-Za-z0-9+=,.@_-]{1,64}$/, "write a role's name without its path, like 'audit-bridge-access-key-reader'");

const transport = z.discriminatedUnion('kind', [
  /** The Logs Ingestion API, with a token of the function's role; no secret exists. The account's outbound identity federation must be on. */
  z.strictObject({
    kind: z.literal('logs-ingestion'),
    issuerUrl: z.url({ protocol: /^https$/, error: "write the account's token issuer, like 'https://<id>.tokens.sts.global.api.aws'" }),
  }),
  /** The HTTP Data Collector API, retired by Azure on 2026-09-14: for workspaces where it still answers. */
  z.strictObject({
    kind: z.literal('data-collector'),
    /** Holds the workspace's shared key. */
    secretArn: arnOf('secretsmanager', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:audit-bridge-AbCdEf'),
    /** Only where the secret is encrypted with a key of your own. */
    secretKmsKeyArn: arnOf('kms', 'arn:aws:kms:eu-central-1:123456789012:key/1b4e28ba-2fa1-11d2-883f-0016d3cca427').optional(),
  }),
]);

export const accessKeysSettings = z.strictObject({
  schedule: reportSchedule.prefault({}),
  accounts: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('own') }),
      /** The environment's own account and these; each of them has the role. */
      z.strictObject({
        kind: z.literal('members'),
        accountIds: z
          .array(accountId)
          .min(1, 'list at least one account')
          // The function's policy names the role of each, and has 10,240 characters: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
          .max(80, "list at most 80 accounts (they share the 10,240 characters of the role's policy), or write the kind 'organization'")
          .refine(ids => new Set(ids).size === ids.length, 'list each account once'),
        roleName,
      }),
      /** Every active account; each but the environment's own has the role. The environment's must be the management account or a delegated administrator. */
      z.strictObject({ kind: z.literal('organization'), roleName }),
    ])
    .prefault({ kind: 'own' }),
  transport,
  workspace: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('created'),
      /** Of the table: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
      retentionDays: z.number().int().min(30).max(730),
    }),
    z.strictObject({
      kind: z.literal('given'),
      resourceId: textLike(
        /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/i,
        "write a workspace's whole resource id, from '/subscriptions/' to its name",
      ),
      /** Of the table in it. */
      retentionDays: z.number().int().min(30).max(730),
    }),
  ]),
  /** Two environments in one workspace need two tables. */
  tableName: textLike(/^[A-Za-z][A-Za-z0-9_]{0,59}_CL$/, "write a custom table's name that ends in _CL, like 'AwsAccessKeys_CL'").default(
    'AwsAccessKeys_CL',
  ),
  /** An older key is alerted. */
  maxKeyAgeDays: z.number().int().min(1).max(3650).default(90),
  reporter: z
    .strictObject({
      memoryMegabytes: z.number().int().min(256).max(10_240).default(512),
      timeoutSeconds: z.number().int().min(60).max(900).default(900),
      /** Calls to IAM under way at once, all accounts together. */
      maxConcurrentCalls: z.number().int().min(1).max(128).default(32),
    })
    .prefault({}),
});

export type AccessKeysSettings = z.output<typeof accessKeysSettings>;

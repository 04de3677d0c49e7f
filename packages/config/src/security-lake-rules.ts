import type { CrossFieldRule } from './cross-field-rules';
import { forgetsTooEarly, minEvidenceDays, rulesOf } from './pipeline-rule';
import { awsPartitions } from './sovereign-clouds';

const pipeline = 'pipelines.securityLake';

/** https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas#premium-tier */
const premiumUnits = [1, 2, 4, 8, 16];

/** https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas#basic-vs-standard-vs-premium-vs-dedicated-tiers */
const maxStandardRetentionDays = 7;

const rule = rulesOf('securityLake');

/** What the pipeline security-lake must be in each kind of environment, and what its settings ask of each other. */
export const securityLakeRules: readonly CrossFieldRule[] = [
  rule(['kind', 'source'], ({ kind }, { source }) => {
    if (kind === 'production' && source === 'generated')
      return { path: 'source', message: "write 'diagnostic-setting': production collects real activity, not generated records" };
    if (kind === 'sandbox' && source === 'diagnostic-setting')
      return { path: 'source', message: "write 'generated': a subscription has room for five settings, and none for sandboxes" };
    return undefined;
  }),
  rule(['kind', 'lake'], ({ kind }, { lake }) =>
    kind === 'sandbox' && lake.kind === 'security-lake'
      ? {
          path: 'lake.kind',
          message:
            "write 'bucket': Security Lake exists once per account and Region, and a source that is destroyed leaves its crawler and table behind",
        }
      : undefined,
  ),
  rule(['kind', 'lake'], ({ kind }, { lake }) => {
    const [path, days] =
      lake.kind === 'bucket'
        ? ['lake.retentionDays', lake.retentionDays]
        : lake.dataLake.kind === 'created'
          ? ['lake.dataLake.retentionDays', lake.dataLake.retentionDays]
          : ['', minEvidenceDays];
    return kind === 'production' && days < minEvidenceDays ? forgetsTooEarly(path, days) : undefined;
  }),
  rule(['kind', 'job.quarantineRetentionDays'], ({ kind }, { job: { quarantineRetentionDays: days } }) =>
    kind === 'production' && days < minEvidenceDays ? forgetsTooEarly('job.quarantineRetentionDays', days) : undefined,
  ),
  rule(['kind', 'forwarder.parkedRecordsRetentionDays'], ({ kind }, { forwarder: { parkedRecordsRetentionDays: days } }) =>
    kind === 'production' && days < minEvidenceDays ? forgetsTooEarly('forwarder.parkedRecordsRetentionDays', days) : undefined,
  ),
  rule(['kind', 'source'], ({ kind }, { source }) =>
    kind === 'sandbox' && source === 'given'
      ? { path: 'source', message: "write 'generated': a sandbox takes nobody's real activity" }
      : undefined,
  ),
  rule(['source', 'eventHub'], (_, { source, eventHub }) => {
    if (source === 'given' && eventHub.kind === 'created')
      return { path: 'source', message: "write 'diagnostic-setting': nobody else writes into a hub that this environment makes" };
    if (eventHub.kind === 'created') return undefined;
    if (source === 'generated')
      return { path: 'eventHub.kind', message: "write 'created': sample records do not belong into somebody else's hub" };
    if (source === 'diagnostic-setting' && eventHub.exportRule === undefined)
      return {
        path: 'eventHub.exportRule',
        message:
          "is missing: write the name of the rule that Azure Monitor signs in with, or the source 'given' where others export into the hub",
      };
    if (source === 'given' && eventHub.exportRule !== undefined)
      return { path: 'eventHub.exportRule', message: "leave it out: with the source 'given' this environment makes no diagnostic setting" };
    return undefined;
  }),
  rule(['kind', 'eventHub'], ({ kind }, { eventHub }) =>
    kind === 'production' && eventHub.kind === 'created' && eventHub.retentionDays < maxStandardRetentionDays
      ? {
          path: 'eventHub.retentionDays',
          message: `is ${eventHub.retentionDays}: write ${maxStandardRetentionDays} or more in production, the time to mend a forwarder that stands still`,
        }
      : undefined,
  ),
  rule(['eventHub'], (_, { eventHub }) =>
    eventHub.kind === 'created' && eventHub.tier === 'Standard' && eventHub.retentionDays > maxStandardRetentionDays
      ? {
          path: 'eventHub.retentionDays',
          message: `is ${eventHub.retentionDays}: write ${maxStandardRetentionDays} or less, or the tier 'Premium', which keeps up to 90 days`,
        }
      : undefined,
  ),
  rule(['eventHub'], (_, { eventHub }) => {
    if (eventHub.kind === 'given') return undefined;
    const { tier, throughputUnits, maxThroughputUnits } = eventHub;
    if (tier === 'Premium' && !premiumUnits.includes(throughputUnits))
      return {
        path: 'eventHub.throughputUnits',
        message: `is ${throughputUnits}: write one of ${premiumUnits.join(', ')} in the tier Premium`,
      };
    if (tier === 'Standard' && maxThroughputUnits < throughputUnits)
      return {
        path: 'eventHub.maxThroughputUnits',
        message: `is ${maxThroughputUnits}: write ${throughputUnits} or more (throughputUnits), where auto-inflate begins`,
      };
    return undefined;
  }),
  {
    reads: ['aws', `${pipeline}.lake`],
    problems: ({ aws, pipelines: { securityLake } }) => {
      if (securityLake?.lake.kind !== 'security-lake') return [];
      const owner = `arn:${awsPartitions[aws.partition].arnPartition}:iam::${aws.accountId}:`;
      return securityLake.lake.readerRoleArns.flatMap((arn, index) =>
        arn.startsWith(owner)
          ? []
          : [
              {
                path: `${pipeline}.lake.readerRoleArns.${index}`,
                message: `'${arn}' lies elsewhere: write a role of this environment's account, ${owner}role/..., and let other accounts assume it`,
              },
            ],
      );
    },
  },
];

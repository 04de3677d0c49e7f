import type { CrossFieldRule } from './cross-field-rules';

const lake = 'pipelines.cloudtrailLake';

/** Beyond the blobs' lifecycle: Azure deletes in the background, and a blob that outlives its state would be read again. */
export const minStateDaysBeyondBlobs = 30;

/** How long things are kept, compared with each other. */
export const retentionRules: readonly CrossFieldRule[] = [
  {
    reads: [`${lake}.blobRetentionDays`, `${lake}.stateTtlDays`],
    problems: ({ pipelines: { cloudtrailLake } }) => {
      if (cloudtrailLake === undefined) return [];
      const { blobRetentionDays, stateTtlDays } = cloudtrailLake;
      const least = blobRetentionDays + minStateDaysBeyondBlobs;
      return stateTtlDays < least
        ? [
            {
              path: `${lake}.stateTtlDays`,
              message: `is ${stateTtlDays}: write ${least} or more (blobRetentionDays ${blobRetentionDays} + ${minStateDaysBeyondBlobs}), or old blobs are read again`,
            },
          ]
        : [];
    },
  },
  {
    reads: [`${lake}.destination`],
    problems: ({ pipelines: { cloudtrailLake } }) => {
      if (cloudtrailLake?.destination.kind !== 'cloudwatch-logs') return [];
      const { retentionDays, archiveRetentionDays } = cloudtrailLake.destination;
      return archiveRetentionDays < retentionDays
        ? [
            {
              path: `${lake}.destination.archiveRetentionDays`,
              message: `is ${archiveRetentionDays}: write ${retentionDays} or more, so that old events do not vanish before newer ones (retentionDays ${retentionDays})`,
            },
          ]
        : [];
    },
  },
  {
    reads: ['kind', `${lake}.failedEventsRetentionDays`],
    problems: ({ kind, pipelines: { cloudtrailLake } }) =>
      kind === 'production' && cloudtrailLake !== undefined && cloudtrailLake.failedEventsRetentionDays < 365
        ? [
            {
              path: `${lake}.failedEventsRetentionDays`,
              message: `is ${cloudtrailLake.failedEventsRetentionDays}: write 365 or more in production, for audit evidence`,
            },
          ]
        : [],
  },
  {
    reads: [`${lake}.processor`],
    problems: ({ pipelines: { cloudtrailLake } }) => {
      if (cloudtrailLake === undefined) return [];
      const { maxConcurrentRequests, maxStepEvents } = cloudtrailLake.processor;
      // A request holds at most 100 events: https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
      const least = maxConcurrentRequests * 100;
      return maxStepEvents < least
        ? [
            {
              path: `${lake}.processor.maxStepEvents`,
              message: `is ${maxStepEvents}: write ${least} or more, or ${maxConcurrentRequests} concurrent requests of 100 events can never be under way`,
            },
          ]
        : [];
    },
  },
];

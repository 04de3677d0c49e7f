import type { CrossFieldRule } from './cross-field-rules';

const lake = 'pipelines.cloudtrailLake';

/** What a sandbox must be, and what production refuses. */
export const kindRules: readonly CrossFieldRule[] = [
  {
    reads: ['kind', 'owner'],
    problems: ({ kind, owner }) => {
      if (kind === 'sandbox' && owner === undefined)
        return [{ path: 'owner', message: "is missing: write whose sandbox it is, like 'ana' (the variable SANDBOX sets it)" }];
      if (kind !== 'sandbox' && owner !== undefined) return [{ path: 'owner', message: 'belongs to a sandbox only: leave it out' }];
      return [];
    },
  },
  {
    reads: ['kind', 'state.kind'],
    problems: ({ kind, state }) =>
      kind !== 'sandbox' && state.kind === 'local'
        ? [{ path: 'state.kind', message: "write 's3': a state file on one machine is lost with it; only a sandbox may" }]
        : [],
  },
  {
    reads: ['kind', 'protection'],
    problems: ({ kind, protection }) => {
      if (kind === 'production' && protection === 'destroyable')
        return [{ path: 'protection', message: "write 'protected': production must not lose its data to a destroy" }];
      if (kind === 'sandbox' && protection === 'protected')
        return [{ path: 'protection', message: "write 'destroyable': one command must leave nothing of a sandbox behind" }];
      return [];
    },
  },
  {
    reads: ['kind', 'alarms'],
    problems: ({ kind, alarms }) =>
      kind === 'production' && alarms.noAlarms
        ? [{ path: 'alarms', message: 'write the settings of alarms: production without them loses events silently' }]
        : [],
  },
  {
    reads: ['kind', 'logRetentionDays'],
    problems: ({ kind, logRetentionDays }) =>
      kind === 'production' && logRetentionDays < 30
        ? [{ path: 'logRetentionDays', message: `is ${logRetentionDays}: write 30 or more in production` }]
        : [],
  },
  {
    reads: ['kind', `${lake}.source`],
    problems: ({ kind, pipelines: { cloudtrailLake } }) =>
      kind === 'production' && cloudtrailLake?.source === 'generated'
        ? [{ path: `${lake}.source`, message: "write 'diagnostic-setting': production collects real activity, not generated records" }]
        : [],
  },
  {
    reads: ['kind', 'protection', `${lake}.destination.eventDataStore`],
    problems: ({ kind, protection, pipelines: { cloudtrailLake } }) => {
      const path = `${lake}.destination.eventDataStore.terminationProtection`;
      if (cloudtrailLake?.destination.kind !== 'cloudtrail-lake') return [];
      const { eventDataStore } = cloudtrailLake.destination;
      if (eventDataStore.kind !== 'created') return [];
      // Of production the protection is what is wrong, which its own rule says.
      if (kind !== 'production' && protection === 'destroyable' && eventDataStore.terminationProtection)
        return [{ path, message: 'write false: with termination protection a destroy fails, and this environment is destroyable' }];
      if (protection === 'protected' && !eventDataStore.terminationProtection)
        return [{ path, message: "write true: this environment's protection is 'protected'" }];
      return [];
    },
  },
];

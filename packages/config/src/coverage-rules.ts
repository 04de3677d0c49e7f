import type { CrossFieldRule } from './cross-field-rules';
import { possibleWatcher } from './subscription-watcher';

const path = 'azure.managementGroupId';

/** Who may have a right over a management group, and who could use it. */
export const coverageRules: readonly CrossFieldRule[] = [
  {
    reads: ['kind', path],
    problems: ({ kind, azure: { managementGroupId } }) =>
      kind === 'sandbox' && managementGroupId !== undefined
        ? [
            {
              path,
              message: 'leave it out of a sandbox: it collects nothing real, and a right over other subscriptions is not for trying out',
            },
          ]
        : [],
  },
  {
    reads: [path, 'pipelines.cloudtrailLake.authentication', 'pipelines.securityLake.lake'],
    problems: ({ azure: { managementGroupId }, pipelines }) =>
      managementGroupId !== undefined && pipelines.cloudtrailLake !== undefined && possibleWatcher(pipelines) === undefined
        ? [
            {
              path,
              message:
                "leave it out: a connection string opens no list of subscriptions; only securityLake, or the authentication 'web-identity', can look for those that nobody collects from",
            },
          ]
        : [],
  },
];

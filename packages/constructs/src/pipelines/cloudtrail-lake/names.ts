import type { Names } from '@audit-bridge/naming';

/** The pipeline's functions: folder, construct id and zip of each have this name. */
export const functionNames = ['activity-log-aggregator', 'activity-log-processor'] as const;

export type FunctionName = (typeof functionNames)[number];

/** Looks for subscriptions that nobody collects from, where no other pipeline does. */
export const coverageFunctionName = 'subscription-coverage';

/** Both halves know a role by its name alone: Azure trusts it before AWS has made it. */
export function functionRoleName(names: Names, functionName: FunctionName | typeof coverageFunctionName): string {
  return names.of('iamRole', functionName);
}

/** Azure Monitor's own name for the container of the activity log; it makes no other. */
export const containerName = 'insights-activity-logs';

import { type Names, operatedNames } from '@audit-bridge/naming';

/** The pipeline's functions on AWS: folder, construct id and zip of each have this name. */
export const streamFunctionNames = ['stream-job-supervisor'] as const;

export type StreamFunctionName = (typeof streamFunctionNames)[number];

/** The function on Azure, and the AWS role that its identity takes on. */
export const forwarderName = 'activity-log-forwarder';

/** Both halves know the role by its name alone: each cloud is told of the other before either has made anything. */
export function forwarderRoleName(names: Names): string {
  return names.of('iamRole', forwarderName);
}

export function streamName(names: Names): string {
  return operatedNames(names).kinesisStream;
}

/** Glue's name for the job is also the `service` of its metrics. */
export function streamJobName(names: Names): string {
  return operatedNames(names).streamJob;
}

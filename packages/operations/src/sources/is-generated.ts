import type { Environment } from '@audit-bridge/config';

/** Whether a pipeline's records are sample records that a person feeds it with. */
export const isGenerated = ({ pipelines }: Environment, pipeline: string): boolean =>
  (pipeline === 'security-lake' ? pipelines.securityLake : pipelines.cloudtrailLake)?.source === 'generated';

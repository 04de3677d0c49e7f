import type { LocalPipeline } from './local-pipeline';
import type { PipelineName } from './pipeline-name';

/** Loaded when they are run: each brings the SDKs of its clouds. */
export const localPipelines: Readonly<Record<PipelineName, LocalPipeline>> = {
  'cloudtrail-lake': async props => (await import('../cloudtrail-lake/pipeline')).cloudTrailLake(props),
  'security-lake': async props => (await import('../security-lake/pipeline')).securityLake(props),
};

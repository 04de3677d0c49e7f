/** The pipelines that run on one machine, in the order in which they run. */
export const pipelineNames = ['cloudtrail-lake', 'security-lake', 'access-keys'] as const;

export type PipelineName = (typeof pipelineNames)[number];

import type { StreamJobRun } from './stream-job';

/** A streaming job has no end of its own: success is as unexpected as an error. */
const unexpectedEnds: ReadonlySet<string> = new Set(['FAILED', 'ERROR', 'TIMEOUT', 'SUCCEEDED']);

/**
 * Somebody has stopped it, or Glue has ended it for its maintenance. Neither says that anything is wrong with the job.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/glue-streaming-maintenance.html
 */
const expectedEnds: ReadonlySet<string> = new Set(['STOPPED', 'EXPIRED']);

/** A state that this version does not know counts as active: a second run beside it would be worse than none, and the metric shows it. */
export const isActive = ({ state }: StreamJobRun): boolean => !unexpectedEnds.has(state) && !expectedEnds.has(state);

export const isRunning = ({ state }: StreamJobRun): boolean => state === 'RUNNING';

export const isStopping = ({ state }: StreamJobRun): boolean => state === 'STOPPING';

export const endedUnexpectedly = ({ state }: StreamJobRun): boolean => unexpectedEnds.has(state);

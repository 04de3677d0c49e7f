import type { Decision } from './decide';
import type { Supervision } from './supervise';

/** What a look led to: the function's answer, and its log line. */
export interface SupervisionReport {
  readonly decision: Decision['kind'];
  /** One sentence for a person. */
  readonly message: string;
  /** The runs that it is about. */
  readonly runIds: readonly string[];
  /** The run that ended unexpectedly, and that is yet to be replaced or was now. */
  readonly failedRunId?: string;
  readonly runError?: string;
}

export function supervisionReport({ decision, startedRunId }: Supervision): SupervisionReport {
  const failed = 'failed' in decision ? decision.failed : undefined;
  return {
    decision: decision.kind,
    message: describe(decision, startedRunId),
    runIds: runIdsOf(decision, startedRunId),
    ...(failed === undefined ? {} : { failedRunId: failed.id, runError: `${failed.state}: ${failed.errorMessage ?? 'no message'}` }),
  };
}

function describe(decision: Decision, startedRunId: string | undefined): string {
  switch (decision.kind) {
    case 'keep':
      return `The job is ${decision.run.state.toLowerCase()} as it is defined`;
    case 'await-stop':
      return 'A run is about to stop; the next look starts another one';
    case 'stop':
      return 'Runs of an older definition, or beside another one, were asked to stop';
    case 'back-off':
      return `The job failed at once ${decision.failuresInARow} times in a row; the next start is put off until ${new Date(decision.until).toISOString()}`;
    case 'start':
      return startedRunId === undefined ? 'Another look has started the job' : 'The job was started';
  }
}

function runIdsOf(decision: Decision, startedRunId: string | undefined): readonly string[] {
  if (decision.kind === 'stop') return decision.runs.map(({ id }) => id);
  if ('run' in decision) return [decision.run.id];
  return startedRunId === undefined ? [] : [startedRunId];
}

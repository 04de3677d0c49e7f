import type { Environment } from '@audit-bridge/config';
import type { LocalTriggers } from '../clouds/local-triggers';
import type { EventArrivals } from '../emulators/lakes/event-arrivals';
import type { LambdaFunction } from '../emulators/lambda-runtime';
import type { PipelineName } from '../pipelines/pipeline-name';
import type { RecordSource } from '../records/record-source';

/** What the stand-ins of environment `local` answer from. Whoever needs more for a route adds a property here, and its value where the run is put together. */
export interface LocalState {
  readonly environment: Environment;
  /** The run's output: `<output>/<pipeline>` holds what a pipeline's destination has received. */
  readonly output: string;
  /** Those of the run. */
  readonly pipelines: readonly PipelineName[];
  /** The Lambda functions that run, by the names that they have in AWS. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** What calls the functions. */
  readonly triggers: LocalTriggers;
  /** What CloudTrail Lake has taken. */
  readonly arrivals: Pick<EventArrivals, 'behind'>;
  /** What the pipelines of the activity log were given. */
  readonly records: RecordSource;
  /** What the Activity Log's REST interface has besides: it was never exported. */
  readonly history: RecordSource;
}

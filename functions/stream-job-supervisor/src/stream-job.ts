import type { JobRunState } from '@aws-sdk/client-glue';

/** What a look finds of the job's definition. */
export interface StreamJob {
  readonly name: string;
  /** Of everything that a run is made of: another hash is another job. */
  readonly definitionHash: string;
  readonly defaultArguments: Readonly<Record<string, string>>;
}

/** One run of the job, of the ninety days that Glue remembers. */
export interface StreamJobRun {
  readonly id: string;
  /** Wider than the SDK's list: a state that Glue adds later is a text too. */
  readonly state: JobRunState | (string & {});
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /** Milliseconds since 1970 UTC; meaningless while the run is active. */
  readonly endedAt: number;
  /** For how long it ran. */
  readonly seconds: number;
  /** Of the definition that it was started with; undefined when somebody else started it. */
  readonly definitionHash: string | undefined;
  readonly errorMessage: string | undefined;
}

/** The argument by which a run says what it is made of. The job's script lets it pass. */
export const definitionHashArgument = '--DEFINITION_HASH';

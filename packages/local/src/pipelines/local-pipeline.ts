import type { Progress, Table } from '@audit-bridge/terminal';
import type { LocalClouds } from '../clouds/local-clouds';
import type { Running } from '../emulators/running';
import type { FigureRow } from './figures-table';

export interface PipelineStartProps {
  /** `DIR/<pipeline>`: takes what the destinations receive. */
  readonly folder: string;
  readonly progress: Progress;
  /** What the pipelines of a run share. */
  readonly clouds: LocalClouds;
  /** Takes what was started, to be stopped whatever happens. */
  readonly running: Running;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

export interface PipelineResult {
  /** For `report.json`. */
  readonly figures: object;
  /** The same for a person. */
  readonly rows: readonly FigureRow[];
  /** What must not be, a line each: a record that is not accounted for, an event that is not valid. Empty when all is well. */
  readonly problems: readonly string[];
  /** Answers over what has arrived. */
  readonly tables: readonly Table[];
  /** File or folder that holds it. */
  readonly resultPath: string;
}

/** A pipeline whose functions wait for work, between emulators. */
export interface StartedPipeline {
  /** Runs once over all of the input. */
  run(): Promise<PipelineResult>;
  /** After the run: lets it go on by itself, as a deployed one does, until it is stopped. @returns what it does then, for a person */
  keep(): Promise<string>;
  /** Ends what belongs to this pipeline alone. Safe to call again. */
  stop(): Promise<void>;
}

/** A pipeline with the input that it will run over. */
export interface LocalPipeline {
  /** For a person. */
  readonly input: string;
  start(props: PipelineStartProps): Promise<StartedPipeline>;
}

import type { Progress, Table } from '@audit-bridge/terminal';
import type { FigureRow } from './figures-table';

export interface PipelineRunProps {
  /** `DIR/<pipeline>`: takes what the destinations receive. */
  readonly folder: string;
  readonly progress: Progress;
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

/** A pipeline with the input that it will run over. */
export interface LocalPipeline {
  /** For a person. */
  readonly input: string;
  /** Runs once over all of the input, on emulators that live as long as the run. */
  run(props: PipelineRunProps): Promise<PipelineResult>;
}

import type { DestinationName } from '../cloudtrail-lake/destination-name';
import type { Progress } from '../progress';
import type { Table } from '../queries';
import type { RecordSource } from '../records/record-source';
import type { FigureRow } from './figures-table';

export interface PipelineRunProps {
  readonly source: RecordSource;
  /** `DIR/<pipeline>`: takes what the destinations receive. */
  readonly folder: string;
  /** Of the pipeline `cloudtrail-lake`. */
  readonly destination: DestinationName;
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

/** Runs a pipeline once over all records of a source, on emulators that live as long as the run. */
export type LocalPipeline = (props: PipelineRunProps) => Promise<PipelineResult>;

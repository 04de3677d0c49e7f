import { type FigureRow, whole } from '../pipelines/figures-table';
import type { Balance } from './accounting';

export interface AccessKeysFigures extends Balance {
  readonly accounts: number;
  readonly users: number;
  /** The run of the latest complete snapshot; absent when there is none. */
  readonly snapshotRun: string | undefined;
  /** This run. */
  readonly run: string;
  /** Rows in the folder, of all runs. */
  readonly rows: number;
  /** Rows that this run brought, those that close a snapshot among them. */
  readonly newRows: number;
  /** What the ingestion did not take as it was sent, a line each: must be empty. */
  readonly droppedMembers: readonly string[];
  /** Requests to the ingestion. */
  readonly uploads: number;
  /** Of the function's run: starting the emulators is not in it. */
  readonly seconds: number;
}

/** The figures for a person. */
export const figureRows = (figures: AccessKeysFigures): readonly FigureRow[] => [
  ['accounts', whole(figures.accounts)],
  ['users', whole(figures.users)],
  ['access keys', whole(figures.keys)],
  ['  in the latest snapshot', whole(figures.reported)],
  ...(figures.missing.length > 0 ? [['NOT IN THE SNAPSHOT', whole(figures.missing.length)] as const] : []),
  ['rows in the table', whole(figures.rows)],
  ['  of these new', whole(figures.newRows)],
  ['uploads', whole(figures.uploads)],
  ['seconds', figures.seconds.toFixed(1)],
];

/** What must not be, a line each. */
export const problemsOf = (figures: AccessKeysFigures): readonly string[] => [
  ...(figures.snapshotRun === figures.run ? [] : [`This run left no complete snapshot: the latest is ${figures.snapshotRun ?? 'none'}.`]),
  ...figures.missing.map(key => `Not in the snapshot: ${key}`),
  ...figures.unexpected.map(key => `In the snapshot, and no such key: ${key}`),
  ...figures.droppedMembers.map(what => `Dropped by the ingestion: ${what}`),
];

/** One attempt of a run: what all its records have in common. */
export interface Snapshot {
  /** Of the run: the same in each retry. */
  readonly runId: string;
  readonly attemptId: string;
  /** When the attempt began, milliseconds since 1970 UTC. */
  readonly startedAt: number;
}

/** What every record of an attempt says. */
export function snapshotColumns({ runId, attemptId, startedAt }: Snapshot, accountId: string) {
  const time = utcTime(startedAt);
  return { TimeGenerated: time, loggedDate: time, RunId_s: runId, AttemptId_s: attemptId, account_number_s: accountId };
}

/** ISO 8601 with `Z`. */
export const utcTime = (time: number) => new Date(time).toISOString();

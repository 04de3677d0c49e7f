import type { StreamJob, StreamJobRun } from '../src/stream-job';

export const now = Date.parse('2026-11-20T12:00:00Z');
export const minute = 60_000;

export const job: StreamJob = {
  name: 'audit-bridge-dev-activity-log',
  definitionHash: 'present',
  defaultArguments: { '--WINDOW_SECONDS': '300' },
};

/** A run of the present definition; by default it ended just now, after a minute. */
export function run(id: string, run: Partial<StreamJobRun> = {}): StreamJobRun {
  const endedAt = run.endedAt ?? now;
  const seconds = run.seconds ?? 60;
  return {
    id,
    state: 'FAILED',
    endedAt,
    seconds,
    startedAt: endedAt - seconds * 1000,
    definitionHash: job.definitionHash,
    errorMessage: undefined,
    ...run,
  };
}

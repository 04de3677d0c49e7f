import { StreamJobMissingError } from '../src/errors';
import type { FailureNotice } from '../src/failure-notice';
import type { StreamJobRun } from '../src/stream-job';
import type { StreamJobs } from '../src/stream-jobs';
import { supervise } from '../src/supervise';
import { noCounts, supervisionMetrics } from '../src/supervision-counts';
import { job, minute, now, run } from './runs';

/** A job whose runs are what the test says; Glue's rule of one run at once holds. */
class MemoryJob implements StreamJobs {
  runs: StreamJobRun[] = [];
  readonly stopped: string[] = [];
  stopProblems: readonly string[] = [];

  read = async () => ({ job, runs: [...this.runs] });

  async start() {
    if (this.runs.some(({ state }) => ['STARTING', 'RUNNING', 'STOPPING'].includes(state))) return undefined;
    const started = run(`run-${this.runs.length}`, { state: 'STARTING' });
    this.runs.push(started);
    return started.id;
  }

  async stop(runs: readonly StreamJobRun[]) {
    if (this.stopProblems.length > 0) return this.stopProblems;
    this.stopped.push(...runs.map(({ id }) => id));
    return [];
  }
}

class Look {
  readonly jobs = new MemoryJob();
  readonly published: FailureNotice[] = [];
  readonly counts = noCounts();
  publish = async (notice: FailureNotice): Promise<void> => void this.published.push(notice);

  run() {
    const clock = { now: () => now, sleep: async () => undefined };
    return supervise({ jobs: this.jobs, notices: { publish: notice => this.publish(notice) }, clock }, this.counts);
  }
}

describe('supervise', () => {
  it('starts a job that does not run, and tells nobody where nothing failed', async () => {
    const look = new Look();
    expect(await look.run()).toMatchObject({ startedRunId: 'run-0' });
    expect(look.published).toEqual([]);
    expect(supervisionMetrics(look.counts)).toEqual({ StreamJobRunning: 0, StreamJobStarts: 1, StreamJobFailures: 0 });
  });

  it('counts a running job as running, and zeros for what did not happen', async () => {
    const look = new Look();
    look.jobs.runs = [run('a', { state: 'RUNNING' })];
    await look.run();
    expect(supervisionMetrics(look.counts)).toEqual({ StreamJobRunning: 1, StreamJobStarts: 0, StreamJobFailures: 0 });
  });

  it('tells a failure once, also when two looks fall together', async () => {
    const look = new Look();
    look.jobs.runs = [run('failed', { errorMessage: 'why' })];
    const looks = await Promise.all([look.run(), look.run()]);
    expect(looks.filter(({ startedRunId }) => startedRunId !== undefined)).toHaveLength(1);
    await look.run();
    expect(look.published).toMatchObject([{ failed: { id: 'failed', errorMessage: 'why' }, startedRunId: 'run-1' }]);
    expect(supervisionMetrics(look.counts)).toMatchObject({ StreamJobStarts: 1, StreamJobFailures: 1 });
  });

  it('neither starts nor tells while it backs off', async () => {
    const look = new Look();
    look.jobs.runs = [run('b', { endedAt: now - minute }), run('a', { endedAt: now - 3 * minute })];
    expect(await look.run()).toMatchObject({ decision: { kind: 'back-off', until: now + 4 * minute }, startedRunId: undefined });
    expect([look.published, look.jobs.runs.length]).toEqual([[], 2]);
    expect(supervisionMetrics(look.counts)).toEqual({ StreamJobRunning: 0, StreamJobStarts: 0, StreamJobFailures: 0 });
  });

  it('stops a run of an older definition, and starts the present one only when it is gone', async () => {
    const look = new Look();
    const old = run('old', { state: 'RUNNING', definitionHash: 'old' });
    look.jobs.runs = [old];
    await look.run();
    expect(look.jobs.stopped).toEqual(['old']);
    look.jobs.runs = [{ ...old, state: 'STOPPING' }];
    expect(await look.run()).toMatchObject({ decision: { kind: 'await-stop' }, startedRunId: undefined });
    look.jobs.runs = [{ ...old, state: 'STOPPED' }];
    expect(await look.run()).toMatchObject({ startedRunId: 'run-1' });
    expect(look.published).toEqual([]);
  });

  it('fails when a run that must go cannot be stopped, but not when it has ended meanwhile', async () => {
    const look = new Look();
    const old = run('old', { state: 'RUNNING', definitionHash: 'old' });
    look.jobs.runs = [old];
    look.jobs.stopProblems = ['old: AccessDenied not allowed'];
    await expect(look.run()).rejects.toThrow(/did not stop runs .* old: AccessDenied not allowed/);
    let reads = 0;
    look.jobs.read = async () => ({ job, runs: [reads++ === 0 ? old : { ...old, state: 'STOPPED' }] });
    await expect(look.run()).resolves.toMatchObject({ decision: { kind: 'stop' } });
  });

  it('fails when a failure cannot be told: the alarm of the function leads to the log', async () => {
    const look = new Look();
    look.jobs.runs = [run('failed')];
    look.publish = async () => {
      throw new Error('topic gone');
    };
    await expect(look.run()).rejects.toThrow('topic gone');
    expect(supervisionMetrics(look.counts)).toMatchObject({ StreamJobStarts: 1, StreamJobFailures: 1 });
  });

  it('knows that a missing job does not run, and nothing of one that it cannot see', async () => {
    const look = new Look();
    look.jobs.read = () => Promise.reject(new StreamJobMissingError(job.name, {}));
    await expect(look.run()).rejects.toThrow(/Deploy the pipeline again/);
    expect(supervisionMetrics(look.counts).StreamJobRunning).toBe(0);
    const blind = new Look();
    blind.jobs.read = () => Promise.reject(new Error('throttled'));
    await expect(blind.run()).rejects.toThrow('throttled');
    expect(supervisionMetrics(blind.counts).StreamJobRunning).toBeUndefined();
  });
});

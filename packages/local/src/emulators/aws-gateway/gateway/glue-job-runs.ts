import { AwsRefusal, type AwsRoute } from '../aws-route';
import { jsonRoute } from '../protocols/json-route';

/** The latest run of a job. */
export interface JobRun {
  readonly startedAt: Date;
  isRunning(): boolean;
}

/**
 * The latest run of each job on this machine.
 *
 * @param runs by the job's name
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRuns.html
 */
export const glueJobRuns = (runs: ReadonlyMap<string, JobRun>): AwsRoute =>
  jsonRoute('glue', 'GetJobRuns', ({ JobName }) => {
    const run = runs.get(String(JobName));
    if (run === undefined) throw new AwsRefusal('EntityNotFoundException', `Entity Not Found: ${JobName}`);
    const JobRunState = run.isRunning() ? 'RUNNING' : 'FAILED';
    // Glue tells times in seconds since 1970.
    return { JobRuns: [{ Id: 'jr_local', JobName, JobRunState, StartedOn: run.startedAt.getTime() / 1_000 }] };
  });

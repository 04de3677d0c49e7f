import {
  BatchStopJobRunCommand,
  ConcurrentRunsExceededException,
  EntityNotFoundException,
  GetJobCommand,
  GetJobRunsCommand,
  type GlueClient,
  type JobRun,
  StartJobRunCommand,
} from '@aws-sdk/client-glue';
import { definitionHash } from './definition-hash';
import { StreamJobMissingError } from './errors';
import { definitionHashArgument, type StreamJob, type StreamJobRun } from './stream-job';
import type { StreamJobs } from './stream-jobs';

/** The most that one answer holds: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-runs.html */
const runsPerPage = 200;
/** Newest first: what is active and what failed lately stands on the first page. A job that fails every few minutes fills more. */
const maxPages = 3;

export interface GlueStreamJobsProps {
  readonly client: GlueClient;
  /** Tries once: a second attempt could not tell the run of the first one from somebody else's. */
  readonly startClient: GlueClient;
  readonly jobName: string;
}

export class GlueStreamJobs implements StreamJobs {
  constructor(private readonly props: GlueStreamJobsProps) {}

  async read(): Promise<{ readonly job: StreamJob; readonly runs: readonly StreamJobRun[] }> {
    const job = await this.#readJob();
    return { job, runs: await this.#readRuns() };
  }

  /** All arguments are passed, not only ours: "they replace the default arguments", says the API, and Glue's own practice is to add them. */
  async start({ defaultArguments, definitionHash, name }: StreamJob): Promise<string | undefined> {
    const runArguments = { ...defaultArguments, [definitionHashArgument]: definitionHash };
    try {
      const { JobRunId } = await this.props.startClient.send(new StartJobRunCommand({ JobName: name, Arguments: runArguments }));
      return JobRunId;
    } catch (error) {
      if (error instanceof ConcurrentRunsExceededException) return undefined;
      throw error;
    }
  }

  async stop(runs: readonly StreamJobRun[]): Promise<readonly string[]> {
    const { client, jobName } = this.props;
    const { Errors = [] } = await client.send(new BatchStopJobRunCommand({ JobName: jobName, JobRunIds: runs.map(({ id }) => id) }));
    return Errors.map(({ ErrorDetail, JobRunId }) => `${JobRunId}: ${ErrorDetail?.ErrorCode} ${ErrorDetail?.ErrorMessage}`);
  }

  async #readJob(): Promise<StreamJob> {
    const { client, jobName } = this.props;
    try {
      const { Job } = await client.send(new GetJobCommand({ JobName: jobName }));
      if (Job === undefined) throw new TypeError(`Glue answered GetJob of ${jobName} without a job.`);
      return { name: jobName, definitionHash: definitionHash(Job), defaultArguments: Job.DefaultArguments ?? {} };
    } catch (error) {
      if (error instanceof EntityNotFoundException) throw new StreamJobMissingError(jobName, { cause: error });
      throw error;
    }
  }

  async #readRuns(): Promise<readonly StreamJobRun[]> {
    const { client, jobName } = this.props;
    const runs: StreamJobRun[] = [];
    let nextToken: string | undefined;
    for (let page = 1; page <= maxPages; page++) {
      const answer = await client.send(new GetJobRunsCommand({ JobName: jobName, MaxResults: runsPerPage, NextToken: nextToken }));
      runs.push(...(answer.JobRuns ?? []).map(readRun));
      nextToken = answer.NextToken;
      if (nextToken === undefined) break;
    }
    return runs;
  }
}

function readRun(run: JobRun): StreamJobRun {
  // A run that waits for its turn has no start yet: it is the newest.
  const startedAt = run.StartedOn?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const endedAt = (run.CompletedOn ?? run.LastModifiedOn)?.getTime() ?? 0;
  return {
    id: run.Id ?? '',
    state: run.JobRunState ?? 'unknown',
    startedAt,
    endedAt,
    seconds: run.ExecutionTime ?? Math.max(0, endedAt - startedAt) / 1000,
    definitionHash: run.Arguments?.[definitionHashArgument],
    errorMessage: run.ErrorMessage,
  };
}

import { GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import type { EnvironmentContext } from '../../bridge-command';
import type { Trigger } from '../watched-pipeline';

/** A restart takes some of them: https://docs.aws.amazon.com/glue/latest/dg/job-run-statuses.html */
const underWay = new Set(['STARTING', 'RUNNING', 'WAITING', 'STOPPING']);

/** The streaming job, which its supervisor keeps running. */
export const jobTrigger = ({ clouds, environment }: Pick<EnvironmentContext, 'clouds' | 'environment'>, jobName: string): Trigger => ({
  name: `job ${jobName}`,
  async read() {
    const { JobRuns: [last] = [] } = await clouds.aws.client(GlueClient).send(new GetJobRunsCommand({ JobName: jobName, MaxResults: 1 }));
    if (last === undefined) return { state: 'stopped', detail: 'It has never run: its supervisor starts it within minutes of a deploy.' };
    const state = last.JobRunState ?? 'in no state';
    if (underWay.has(state))
      return { state: 'runs', detail: `${state} since ${last.StartedOn?.toISOString() ?? 'a time that Glue does not tell'}` };
    const why = last.ErrorMessage === undefined ? '' : `: ${last.ErrorMessage}`;
    return {
      state: 'stopped',
      detail: `${state}${why}. Its supervisor starts it again; npx pnpm bridge status ${environment.name} in some minutes tells whether it did.`,
    };
  },
});

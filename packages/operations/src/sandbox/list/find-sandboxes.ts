import { Names, operatedNames } from '@audit-bridge/naming';
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { SandboxContext } from '../sandbox-command';
import { listStates } from '../state-objects';
import { unlessGone } from '../sweep/aws/unless-gone';
import { readAge } from './age';
import { awsTraces } from './aws-traces';
import { azureTraces } from './azure-traces';
import { type ListedSandbox, sandboxesOf, type Trace } from './listed-sandbox';

type Place = Pick<SandboxContext, 'clouds' | 'environment' | 'progress'>;

/** The sandboxes of an account and a subscription: by tags, by log groups, and by states where they are kept in a bucket. */
export async function findSandboxes(context: Place): Promise<readonly ListedSandbox[]> {
  const { clouds, environment } = context;
  context.progress('Looking for tags, log groups and states');
  const traces = await Promise.all([awsTraces(clouds.aws, environment), azureTraces(clouds.azure, environment), stateTraces(context)]);
  return Promise.all(sandboxesOf(traces.flat()).map(sandbox => withLastEvent(context, sandbox)));
}

/** Those that were made so long ago; one of which nobody knows when it was made is none. @param age like `7d` */
export async function findOlder(context: Place, age: string, now: number): Promise<readonly ListedSandbox[]> {
  const latest = now - readAge(age);
  return (await findSandboxes(context)).filter(({ madeAt }) => madeAt !== undefined && madeAt.getTime() <= latest);
}

async function stateTraces({ clouds, environment }: Place): Promise<readonly Trace[]> {
  const beginning = `${environment.name}-`;
  const states = await listStates(clouds.aws, environment, beginning);
  return states.map(({ name, writtenAt }): Trace => {
    const [owner = ''] = name.slice(beginning.length).split('-');
    return { owner, kind: 'state', id: name, changedAt: writtenAt };
  });
}

/** Of the log group that a sandbox's events go to. */
async function withLastEvent({ clouds, environment }: Place, sandbox: ListedSandbox): Promise<ListedSandbox> {
  const { eventsLogGroup: logGroupName } = operatedNames(Names.ofEnvironment({ ...environment, owner: sandbox.owner }));
  const question = new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true, limit: 1 });
  const answer = await unlessGone(clouds.aws.client(CloudWatchLogsClient).send(question));
  const time = answer?.logStreams?.[0]?.lastIngestionTime ?? answer?.logStreams?.[0]?.lastEventTimestamp;
  return { ...sandbox, lastEventAt: time === undefined ? undefined : new Date(time) };
}

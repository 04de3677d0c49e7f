import { Names, operatedNames } from '@audit-bridge/naming';
import { printTable } from '@audit-bridge/terminal';
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Argv } from 'yargs';
import type { SandboxCommand } from '../../bridge-command';
import type { SandboxContext } from '../sandbox-command';
import { place } from '../sandbox-needs';
import { listStates } from '../state-objects';
import { unlessGone } from '../sweep/aws/unless-gone';
import { awsTraces } from './aws-traces';
import { azureTraces } from './azure-traces';
import { daysIn } from './days-in';
import { type ListedSandbox, sandboxesOf, type Trace } from './listed-sandbox';

interface ListArguments {
  readonly 'older-than': string | undefined;
}

/** `bridge sandbox list` */
export const listCommand: SandboxCommand<ListArguments> = {
  name: 'sandbox list',
  of: 'all',
  summary: 'Lists the sandboxes of the account and the subscription: whose, how old, what is there, and when they last took an event',
  needs: () => place,
  options: (command: Argv): Argv<ListArguments> =>
    command
      .option('older-than', { type: 'string', describe: 'Only those that were made so long ago, like 7d or 36h' })
      .check(
        ({ 'older-than': age }) => age === undefined || daysIn(age) !== undefined || '--older-than takes days or hours, like 7d or 36h.',
      )
      .epilogue(
        'Found by tags, by log groups and, where AUDIT_BRIDGE_STATE_BUCKET keeps them, by states. The age is that of the oldest thing that is there; a sandbox of which none is known is listed, and never counts as older.',
      ),
  run,
};

async function run(context: SandboxContext, { 'older-than': olderThan }: ListArguments): Promise<number> {
  const { clouds, environment, print, progress, result } = context;
  progress('Looking for tags, log groups and states');
  const [aws, azure, states] = await Promise.all([
    awsTraces(clouds.aws, environment),
    azureTraces(clouds.azure, environment),
    stateTraces(context),
  ]);
  const listed = await Promise.all(sandboxesOf([...aws, ...azure, ...states]).map(sandbox => withLastEvent(context, sandbox)));
  const now = Date.now();
  const minimumDays = olderThan === undefined ? undefined : daysIn(olderThan);
  const sandboxes = listed.filter(({ madeAt }) => minimumDays === undefined || ageDays(madeAt, now, -1) >= minimumDays);
  const rows = sandboxes.map(({ awsResources, azureResourceGroups, deployedAt, lastEventAt, madeAt, owner, states: kept }) => [
    owner,
    madeAt === undefined ? 'unknown' : `${Math.floor(ageDays(madeAt, now, 0))} d`,
    String(awsResources),
    String(azureResourceGroups),
    String(kept.length),
    minuteOf(deployedAt),
    minuteOf(lastEventAt),
  ]);
  const columns = ['owner', 'age', 'AWS resources', 'Azure groups', 'states', 'deployed', 'last event'];
  const title = `Sandboxes of the AWS account ${environment.aws.accountId} and the subscription ${environment.azure.subscriptionId}`;
  print(printTable({ title, columns, rows, totalRows: rows.length }, process.stdout.columns ?? 120));
  result({ sandboxes });
  return 0;
}

async function stateTraces({ clouds, environment }: SandboxContext): Promise<readonly Trace[]> {
  const beginning = `${environment.name}-`;
  const states = await listStates(clouds.aws, environment, beginning);
  return states.map(({ name, writtenAt }): Trace => {
    const [owner = ''] = name.slice(beginning.length).split('-');
    return { owner, kind: 'state', id: name, changedAt: writtenAt };
  });
}

/** Of the log group that a sandbox's events go to. */
async function withLastEvent({ clouds, environment }: SandboxContext, sandbox: ListedSandbox): Promise<ListedSandbox> {
  const { eventsLogGroup: logGroupName } = operatedNames(Names.ofEnvironment({ ...environment, owner: sandbox.owner }));
  const question = new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true, limit: 1 });
  const answer = await unlessGone(clouds.aws.client(CloudWatchLogsClient).send(question));
  const time = answer?.logStreams?.[0]?.lastIngestionTime ?? answer?.logStreams?.[0]?.lastEventTimestamp;
  return { ...sandbox, lastEventAt: time === undefined ? undefined : new Date(time) };
}

const ageDays = (madeAt: Date | undefined, now: number, unknown: number): number =>
  madeAt === undefined ? unknown : (now - madeAt.getTime()) / 86_400_000;

const minuteOf = (date: Date | undefined): string => (date === undefined ? '' : `${date.toISOString().slice(0, 16)}Z`);

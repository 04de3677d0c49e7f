import { printTable } from '@audit-bridge/terminal';
import type { Argv } from 'yargs';
import type { SandboxCommand } from '../../bridge-command';
import type { SandboxContext } from '../sandbox-command';
import { place } from '../sandbox-needs';
import { ageDays, isAge } from './age';
import { findOlder, findSandboxes } from './find-sandboxes';

interface ListArguments {
  readonly name?: string | undefined;
  readonly 'older-than': string | undefined;
}

/** `bridge sandbox list` */
export const listCommand: SandboxCommand<ListArguments> = {
  name: 'sandbox list',
  positionals: '[name]',
  summary: 'Lists the sandboxes of the account and the subscription: whose, how old, what is there, and when they last took an event',
  needs: () => place,
  options: (command: Argv): Argv<ListArguments> =>
    command
      .option('older-than', { type: 'string', describe: 'Only those that were made so long ago, like 7d or 36h' })
      .check(({ 'older-than': age }) => isAge(age))
      .epilogue(
        'Found by tags, by log groups and, where AUDIT_BRIDGE_STATE_BUCKET keeps them, by states. The age is that of the oldest thing that is there; a sandbox of which none is known is listed, and never counts as older.',
      ),
  run,
};

async function run(context: SandboxContext, { name, 'older-than': olderThan }: ListArguments): Promise<number> {
  const { environment, print, result } = context;
  const now = Date.now();
  const found = olderThan === undefined ? await findSandboxes(context) : await findOlder(context, olderThan, now);
  const sandboxes = name === undefined ? found : found.filter(({ owner }) => owner === environment.owner);
  const rows = sandboxes.map(({ awsResources, azureResourceGroups, deployedAt, lastEventAt, madeAt, owner, states: kept }) => [
    owner,
    madeAt === undefined ? 'unknown' : `${Math.floor(ageDays(madeAt, now))} d`,
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

const minuteOf = (date: Date | undefined): string => (date === undefined ? '' : `${date.toISOString().slice(0, 16)}Z`);

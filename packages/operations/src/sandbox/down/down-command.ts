import type { Argv } from 'yargs';
import { agree, notAgreedExitCode } from '../../agreement';
import type { SandboxCommand } from '../../bridge-command';
import { interruptedExitCode } from '../../interruption';
import { describePlace } from '../describe-place';
import type { SandboxContext } from '../sandbox-command';
import { SandboxIdentity } from '../sandbox-identity';
import { breakSandboxLock, withSandboxLock } from '../sandbox-lock';
import { everyValue } from '../sandbox-needs';
import { isStuck, type RemainingThing } from '../sweep/sweep-report';
import { type TakeDownOptions, takeDown } from './take-down';

interface DownArguments {
  readonly yes: boolean;
  readonly 'sweep-only': boolean;
  readonly 'break-lock': boolean;
}

/** `bridge sandbox down NAME` */
export const downCommand: SandboxCommand<DownArguments> = {
  name: 'sandbox down',
  of: 'one',
  summary: 'Destroys a sandbox in both clouds, with what Terraform leaves or does not know, and tells what is left until when',
  needs: everyValue,
  options: (command: Argv): Argv<DownArguments> =>
    command
      .option('sweep-only', { type: 'boolean', default: false, describe: 'Leave out Terraform: remove by names and tags alone' })
      .option('break-lock', { type: 'boolean', default: false, describe: 'Only break the lock of a command that was cut off' })
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
      .epilogue(
        "First Terraform destroys what its states know. Then everything is removed that carries the sandbox's name or its tags: what a service made by itself, what a run that broke left, and all of it where the state is lost.\nIt can be repeated at any time. dev and prod are none of its business: only what carries the owner's own name or tags is touched.",
      ),
  run: (context, { 'break-lock': breakLock, 'sweep-only': sweepOnly, yes }) =>
    breakLock ? breakSandboxLock(context, yes) : run(context, { sweepOnly, yes }),
};

async function run(
  context: SandboxContext,
  { sweepOnly, yes }: Pick<TakeDownOptions, 'sweepOnly'> & { readonly yes: boolean },
): Promise<number> {
  const { environment, interruption, print, program, result } = context;
  const { owner } = SandboxIdentity.of(environment);
  print(`DESTROY the sandbox of ${owner}, with all that is in it:`);
  for (const line of describePlace(context)) print(line);
  if (!(await agree(context, { question: 'Destroy it?', clouds: ['aws', 'azure'], yes }))) return notAgreedExitCode;
  const { remaining, removed } = await withSandboxLock(context, 'down', async locked => {
    const stacks = await program.plan(environment, locked);
    return takeDown(locked, { stacks, sweepOnly });
  });
  for (const { kind, name } of removed) print(`  removed: ${kind} ${name}`);
  for (const thing of remaining) print(`  ${describeRemaining(thing)}`);
  const stuck = remaining.filter(isStuck);
  print(conclusion(owner, remaining, stuck));
  result({ removed, remaining: remaining.map(thing => ({ ...thing, until: thing.until?.toISOString() })) });
  if (interruption.isRequested) return interruptedExitCode;
  return stuck.length === 0 ? 0 : 1;
}

const describeRemaining = ({ kind, name, reason, until }: RemainingThing): string =>
  until === undefined
    ? `LEFT: ${kind} ${name}: ${reason}`
    : `until ${until.toISOString().slice(0, 10)}: ${kind} ${name}, which then goes by itself`;

function conclusion(owner: string, remaining: readonly RemainingThing[], stuck: readonly RemainingThing[]): string {
  if (remaining.length === 0) return `Nothing is left of the sandbox of ${owner}.`;
  if (stuck.length === 0)
    return `Nothing is left of the sandbox of ${owner} but the ${remaining.length} that go by themselves at their dates.`;
  return `${stuck.length} could not be removed. When the reasons above are gone, run it again: npx pnpm bridge sandbox down ${owner}`;
}

import type { Argv } from 'yargs';
import { agree, notAgreedExitCode } from '../../agreement';
import type { SandboxCommand } from '../../bridge-command';
import { CommandLineError } from '../../command-line/command-line-error';
import { interruptedExitCode } from '../../interruption';
import { LockHeldError } from '../../locks/errors';
import { assertRightPlace } from '../../right-place/assert-right-place';
import { StateHeldError } from '../cloud-program';
import { describePlace } from '../describe-place';
import { isAge } from '../list/age';
import { findOlder } from '../list/find-sandboxes';
import type { SandboxContext } from '../sandbox-command';
import { SandboxIdentity } from '../sandbox-identity';
import { breakSandboxLock, withSandboxLock } from '../sandbox-lock';
import { everyValue } from '../sandbox-needs';
import { isStuck, type SweepReport } from '../sweep/sweep-report';
import { describeReport } from './describe-report';
import { takeDown } from './take-down';

interface DownArguments {
  readonly name?: string | undefined;
  readonly yes: boolean;
  readonly 'older-than': string | undefined;
  readonly 'sweep-only': boolean;
  readonly 'break-lock': boolean;
}

/** `bridge sandbox down NAME`, or of all that are old */
export const downCommand: SandboxCommand<DownArguments> = {
  name: 'sandbox down',
  positionals: '[name]',
  summary: 'Destroys a sandbox in both clouds, with what Terraform leaves or does not know, and tells what is left until when',
  needs: everyValue,
  options,
  run,
};

function options(command: Argv): Argv<DownArguments> {
  return command
    .option('older-than', { type: 'string', describe: 'In place of a name: all that were made so long ago, like 7d or 36h' })
    .option('sweep-only', { type: 'boolean', default: false, describe: 'Leave out Terraform: remove by names and tags alone' })
    .option('break-lock', { type: 'boolean', default: false, describe: 'Only break the lock of a command that was cut off' })
    .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
    .check(({ 'break-lock': breakLock, name, 'older-than': age }) => {
      if ((name === undefined) === (age === undefined))
        throw new CommandLineError('Say whose sandbox, or --older-than 7d for all that are older.');
      if (age !== undefined && breakLock) throw new CommandLineError('--break-lock needs the name of one sandbox.');
      return isAge(age);
    })
    .epilogue(
      "First Terraform destroys what its states know. Then everything is removed that carries the sandbox's name or its tags: what a service made by itself, what a run that broke left, and all of it where the state is lost.\nIt can be repeated at any time. dev and prod are none of its business: only what carries the owner's own name or tags is touched.",
    );
}

async function run(context: SandboxContext, given: DownArguments): Promise<number> {
  const { 'break-lock': breakLock, 'older-than': age, 'sweep-only': sweepOnly, yes } = given;
  if (breakLock) return breakSandboxLock(context, yes);
  const contexts = age === undefined ? [context] : await olderThan(context, age);
  if (contexts.length === 0) {
    context.print(`No sandbox is older than ${age}.`);
    context.result({ sandboxes: [] });
    return 0;
  }
  const owners = contexts.map(({ environment }) => SandboxIdentity.of(environment).owner);
  context.print(`DESTROY the ${owners.length === 1 ? 'sandbox' : 'sandboxes'} of ${owners.join(', ')}, with all that is in it:`);
  for (const line of describePlace(context)) context.print(line);
  if (!(await agree(context, { question: 'Destroy it?', clouds: ['aws', 'azure'], yes }))) return notAgreedExitCode;
  const sandboxes: object[] = [];
  let exitCode = 0;
  for (const one of contexts) {
    const report = await destroyOne(one, sweepOnly);
    sandboxes.push({ owner: SandboxIdentity.of(one.environment).owner, ...documentOf(report) });
    exitCode = Math.max(exitCode, report.remaining.some(isStuck) ? 1 : 0);
  }
  context.result({ sandboxes });
  return context.interruption.isRequested ? interruptedExitCode : exitCode;
}

async function olderThan(context: SandboxContext, age: string): Promise<readonly SandboxContext[]> {
  await assertRightPlace(context);
  return (await findOlder(context, age, Date.now())).map(({ owner }) => context.of(owner));
}

/** What fails is told as left, so that the next sandbox gets its turn; a person who stops stops all of them. */
async function destroyOne(context: SandboxContext, sweepOnly: boolean): Promise<SweepReport> {
  const { environment, interruption, print } = context;
  const { owner } = SandboxIdentity.of(environment);
  const report = await withSandboxLock(context, 'down', async locked => {
    const stacks = await locked.program.plan(environment, locked);
    return takeDown(locked, { stacks, sweepOnly });
  }).catch((error: unknown): SweepReport => {
    if (interruption.isRequested || !(error instanceof LockHeldError || error instanceof StateHeldError)) throw error;
    return { removed: [], remaining: [{ kind: 'sandbox', name: owner, reason: error.message }] };
  });
  for (const line of describeReport(owner, report)) print(line);
  return report;
}

const documentOf = ({ remaining, removed }: SweepReport): object => ({
  removed,
  remaining: remaining.map(thing => ({ ...thing, until: thing.until?.toISOString() })),
});

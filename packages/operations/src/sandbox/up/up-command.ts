import type { Argv } from 'yargs';
import { agree, notAgreedExitCode } from '../../agreement';
import type { SandboxCommand } from '../../bridge-command';
import { CloudProgramError, type PlannedStack } from '../cloud-program';
import { describePlace } from '../describe-place';
import type { SandboxContext } from '../sandbox-command';
import { SandboxIdentity } from '../sandbox-identity';
import { breakSandboxLock, withSandboxLock } from '../sandbox-lock';
import { everyValue } from '../sandbox-needs';
import { assertShared } from './assert-shared';
import { describeCosts } from './describe-costs';

interface UpArguments {
  readonly yes: boolean;
  readonly 'break-lock': boolean;
}

/** `bridge sandbox up NAME` */
export const upCommand: SandboxCommand<UpArguments> = {
  name: 'sandbox up',
  positionals: '<name>',
  summary: 'Makes a sandbox of your own in both clouds, or brings it up to what this checkout says',
  needs: everyValue,
  options: (command: Argv): Argv<UpArguments> =>
    command
      .option('break-lock', { type: 'boolean', default: false, describe: 'Only break the lock of a command that was cut off' })
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
      .epilogue('It can be repeated, also after it broke halfway: what is there already stays.'),
  run: (context, { 'break-lock': breakLock, yes }) => (breakLock ? breakSandboxLock(context, yes) : run(context, yes)),
};

async function run(context: SandboxContext, yes: boolean): Promise<number> {
  const { environment, print, program, result } = context;
  const { owner } = SandboxIdentity.of(environment);
  const stacks = await program.plan(environment, context);
  print(`Make the sandbox of ${owner}:`);
  for (const { name, resources } of stacks) print(`  ${name} (${resources.length} resources)`);
  for (const line of [...describePlace(context), ...describeCosts(environment)]) print(line);
  if (!(await agree(context, { question: 'Make it?', clouds: ['aws', 'azure'], yes }))) return notAgreedExitCode;
  await assertShared(context);
  await withSandboxLock(context, 'up', locked => deploy(locked, stacks, owner));
  result({ stacks: stacks.map(({ name, resources }) => ({ name, resources: resources.length })) });
  print(`The sandbox of ${owner} is up. Try:`);
  print(`  npx pnpm bridge sandbox feed ${owner}          sends sample records into its hub and its container`);
  print(`  SANDBOX=${owner} npx pnpm bridge status ${environment.name}     shows what became of them`);
  print(`  npx pnpm bridge sandbox down ${owner}          destroys it, when you are done`);
  return 0;
}

async function deploy(context: SandboxContext, stacks: readonly PlannedStack[], owner: string): Promise<void> {
  try {
    await context.program.deploy(stacks, context);
  } catch (error) {
    if (error instanceof CloudProgramError)
      context.print(
        `What was made by then stays. When the reason below is gone, go on with npx pnpm bridge sandbox up ${owner}, or remove it with npx pnpm bridge sandbox down ${owner}.`,
      );
    throw error;
  }
}

import { CloudProgramError, type PlannedStack } from '../cloud-program';
import type { SandboxContext } from '../sandbox-command';
import { SandboxIdentity } from '../sandbox-identity';
import { removeStates } from '../state-objects';
import { findPrincipals } from '../sweep/azure/principals';
import { sweepAws } from '../sweep/sweep-aws';
import { sweepAzure } from '../sweep/sweep-azure';
import { isStuck, joinReports, type SweepReport } from '../sweep/sweep-report';

export interface TakeDownOptions {
  readonly stacks: readonly PlannedStack[];
  /** Leaves Terraform out. */
  readonly sweepOnly: boolean;
  /** @default 5 */
  readonly pollSeconds?: number;
}

/**
 * Destroys a sandbox, then sweeps. States are forgotten last, when nothing that they tell of is there any more: a run that breaks before can be repeated.
 *
 * @throws {StateHeldError} another run of Terraform is at work: nothing is swept behind its back
 */
export async function takeDown(context: SandboxContext, { pollSeconds = 5, stacks, sweepOnly }: TakeDownOptions): Promise<SweepReport> {
  const { clouds, environment, interruption, print, program } = context;
  const identity = SandboxIdentity.of(environment);
  const looking = { environment, identity, azure: clouds.azure, stacks, run: context, pollSeconds };
  context.progress('Azure: who acts for the sandbox');
  const principals = await findPrincipals(looking);
  if (!sweepOnly) await destroyAsFarAsItGoes(context, stacks);
  interruption.signal.throwIfAborted();
  const reports = [await sweepAzure({ ...looking, principals }), await sweepAws({ environment, aws: clouds.aws, stacks, run: context })];
  const report = joinReports(reports);
  if (report.remaining.some(isStuck)) return report;
  const names = stacks.map(({ name }) => name);
  await program.forgetStates(stacks);
  await removeStates(clouds.aws, environment, names);
  print(`Terraform's states are forgotten: ${names.join(', ')}.`);
  return report;
}

/** What Terraform cannot destroy the sweep removes, and says so where it cannot either. */
async function destroyAsFarAsItGoes(context: SandboxContext, stacks: readonly PlannedStack[]): Promise<void> {
  try {
    await context.program.destroy(stacks, context);
  } catch (error) {
    if (!(error instanceof CloudProgramError)) throw error;
    context.print(`Terraform did not come to its end: ${error.message}`);
    context.print('What it left is removed by its names and tags now.');
  }
}

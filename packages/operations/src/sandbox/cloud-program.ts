import type { Environment } from '@audit-bridge/config';
import type { CommandContext } from '../bridge-command';

/** A resource as a synthesized stack has it; what is known only when it is made is an expression in its values. */
export interface PlannedResource {
  /** Terraform's, like `aws_sqs_queue`. */
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface PlannedStack {
  /** Like `sandbox-ada-cloudtrail-lake`. */
  readonly name: string;
  readonly resources: readonly PlannedResource[];
}

/** What a run of the program needs of the command that it runs for. */
export type ProgramRun = Pick<CommandContext, 'interruption' | 'print' | 'progress'>;

/** The program that makes environments, as far as the command line drives it: this package never synthesizes. */
export interface CloudProgram {
  /** What the environment's stacks hold; asks no cloud. */
  plan(environment: Environment, run: ProgramRun): Promise<readonly PlannedStack[]>;
  /**
   * Makes what is missing, and changes what differs.
   *
   * @throws {CloudProgramError} {StateHeldError} {InterruptedError}
   */
  deploy(stacks: readonly PlannedStack[], run: ProgramRun): Promise<void>;
  /**
   * Destroys all that the stacks' states know.
   *
   * @throws {CloudProgramError} {StateHeldError} {InterruptedError}
   */
  destroy(stacks: readonly PlannedStack[], run: ProgramRun): Promise<void>;
  /** Removes the stacks' states from this machine: nothing of what they tell of is there any more. */
  forgetStates(stacks: readonly PlannedStack[]): Promise<void>;
}

/** The sandboxes that a command line may make and destroy. */
export interface Sandboxes {
  /** @param owner whose sandbox it is. @throws {InvalidEnvironmentError} */
  environmentOf(owner: string): Environment;
  readonly program: CloudProgram;
  /** Names the environment that a run on this machine keeps up: it can be listed and fed like a sandbox of that name, and nothing here makes it. */
  readonly kept?: string;
}

/** The program came to no end; what it has made or destroyed by then is in its state. */
export class CloudProgramError extends Error {
  override readonly name = 'CloudProgramError';
}

/** Another run of the program holds a state: whoever holds it is at work there, or was cut off. */
export class StateHeldError extends Error {
  override readonly name = 'StateHeldError';
}

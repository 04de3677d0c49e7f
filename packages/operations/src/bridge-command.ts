import type { Environment, UserValueName } from '@audit-bridge/config';
import type { Argv } from 'yargs';
import type { CloudConnections } from './clouds/cloud-connections';
import type { Interruption } from './interruption';
import type { SandboxContext } from './sandbox/sandbox-command';

/** What every command may use beside its own arguments. */
export interface CommandContext {
  /** Takes a line for a person; with `--json` it goes to standard error. */
  readonly print: (line: string) => void;
  /** Takes, once, what the command has found out or done: with `--json` it is all that stands on standard output. */
  readonly result: (value: object) => void;
  /** Takes one piece of an answer that has no end, like a followed event: with `--json` it stands at once on a line of its own on standard output. */
  readonly resultLine: (value: object) => void;
  /** Where the command stands, rewritten in place on a terminal; call it as often as you like. */
  readonly progress: (text: string) => void;
  /** @returns whether the person at the terminal agrees; false where nobody can be asked */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly interruption: Interruption;
}

/** What a command of an environment may use. */
export interface EnvironmentContext extends CommandContext {
  readonly environment: Environment;
  readonly clouds: CloudConnections;
}

/** What a command of one pipeline may use. */
export interface BridgeContext extends EnvironmentContext {
  readonly pipeline: string;
}

interface Command<Context extends CommandContext, Arguments extends object> {
  /** One or two words: `status`, `sandbox up`. */
  readonly name: string;
  readonly summary: string;
  options(command: Argv): Argv<Arguments>;
  /** @returns the exit code: 0 done, 1 failed or something is not as it must be, 2 not understood or not confirmed, 130 stopped */
  run(context: Context, options: Arguments): Promise<number>;
}

/** `bridge <name> ENV PIPELINE` */
export interface BridgeCommand<Arguments extends object> extends Command<BridgeContext, Arguments> {
  /** The pipelines that the command knows. */
  readonly pipelines: readonly string[];
  /** Values that must not be examples any more, for a pipeline. */
  needs(pipeline: string): readonly UserValueName[];
}

/** `bridge <name> ENV`, and what else the command wants named */
export interface EnvironmentCommand<Arguments extends object> extends Command<EnvironmentContext, Arguments> {
  /** Behind the environment, as yargs writes them: `<id>`. */
  readonly positionals?: string;
  /** Values that must not be examples any more. */
  needs(environment: Environment): readonly UserValueName[];
}

/** `bridge sandbox <word> OWNER`, or of all sandboxes where it names none */
export interface SandboxCommand<Arguments extends object> extends Command<SandboxContext, Arguments> {
  /** As yargs writes them: whose sandbox it is must, can or cannot be said. */
  readonly positionals: '<name>' | '[name]' | '';
  /** Values that must not be examples any more. */
  needs(environment: Environment): readonly UserValueName[];
}

/** `bridge <name> ...`: of no environment; its positionals are its own. */
export interface FreeCommand<Arguments extends object> extends Command<CommandContext, Arguments> {
  /** After the name, as yargs writes them: `<file>`. */
  readonly positionals: string;
}

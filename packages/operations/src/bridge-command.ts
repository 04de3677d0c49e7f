import type { Environment, UserValueName } from '@audit-bridge/config';
import type { Argv } from 'yargs';
import type { AzureConnections } from './azure-connections';
import type { Interruption } from './interruption';

/** What a command may use beside its own arguments. */
export interface BridgeContext {
  readonly environment: Environment;
  readonly pipeline: string;
  readonly print: (line: string) => void;
  /** @returns whether the person at the terminal agrees; false where nobody can be asked */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly interruption: Interruption;
  readonly azure: AzureConnections;
}

/** One command of `bridge`: `bridge <name> ENV PIPELINE`. */
export interface BridgeCommand<Arguments extends object> {
  readonly name: string;
  readonly summary: string;
  /** The pipelines that the command knows. */
  readonly pipelines: readonly string[];
  /** Values that must not be examples any more, for a pipeline. */
  needs(pipeline: string): readonly UserValueName[];
  options(command: Argv): Argv<Arguments>;
  /** @returns the exit code */
  run(context: BridgeContext, options: Arguments): Promise<number>;
}

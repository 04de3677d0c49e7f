import { type Environment, MissingUserValuesError, missingUserValues } from '@audit-bridge/config';
import yargs, { type Argv } from 'yargs';
import { type AzureConnections, azureConnections } from './azure-connections';
import type { BridgeCommand, BridgeContext } from './bridge-command';
import { forEachCommand } from './commands';
import { confirmOnTerminal } from './confirmation';
import { interruptionBySignal } from './interruption';

export interface BridgeOptions {
  /** The words after `bridge`. */
  readonly words: readonly string[];
  readonly environments: readonly Environment[];
  /** @default standard output */
  readonly print?: (line: string) => void;
  /** @default standard error */
  readonly printError?: (line: string) => void;
  /** @default asks on the terminal */
  readonly confirm?: BridgeContext['confirm'];
  /** @default by the environment's names, with the credentials of whoever runs the command */
  readonly azure?: AzureConnections;
}

/** The words of the command line are not understood. */
class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

/**
 * The operator's command line.
 *
 * @returns the exit code: 0 done, 1 failed, 2 not understood or not confirmed, 130 stopped by a signal
 */
export async function runBridge(options: BridgeOptions): Promise<number> {
  const {
    words,
    environments,
    print = console.log,
    printError = console.error,
    confirm = confirmOnTerminal,
    azure = azureConnections,
  } = options;
  let exitCode = 0;
  const program = yargs([...words])
    .scriptName('bridge')
    .usage(
      'npx pnpm bridge <command> ENV PIPELINE\n\nAsks and steers what is deployed; with your AWS and Azure credentials, as the SDKs find them.',
    )
    .demandCommand(1, 'Say a command.')
    .recommendCommands()
    .fail((message, error) => {
      throw error ?? new CommandLineError(`${message}\nSee bridge --help.`);
    })
    .strict()
    .version(false)
    .exitProcess(false)
    .wrap(120);
  forEachCommand(command =>
    register(program, command, environments, async (environment, pipeline, chosen) => {
      const missing = missingUserValues(environment).filter(name => command.needs(pipeline).includes(name));
      if (missing.length > 0) throw new MissingUserValuesError(environment.name, missing);
      exitCode = await command.run({ environment, pipeline, print, confirm, azure, interruption: interruptionBySignal(print) }, chosen);
    }),
  );
  try {
    await program.parseAsync();
  } catch (error) {
    printError(error instanceof Error ? error.message : String(error));
    return error instanceof CommandLineError ? 2 : 1;
  }
  return exitCode;
}

function register<Arguments extends object>(
  program: Argv,
  command: BridgeCommand<Arguments>,
  environments: readonly Environment[],
  run: (environment: Environment, pipeline: string, options: Arguments) => Promise<void>,
): void {
  const byName = new Map(environments.map(environment => [environment.name, environment]));
  program.command(
    `${command.name} <environment> <pipeline>`,
    command.summary,
    builder =>
      command
        .options(builder)
        .positional('environment', { type: 'string', choices: [...byName.keys()], demandOption: true })
        .positional('pipeline', { type: 'string', choices: command.pipelines, demandOption: true }),
    async options => {
      const environment = byName.get(options.environment);
      if (environment !== undefined) await run(environment, options.pipeline, options as unknown as Arguments);
    },
  );
}

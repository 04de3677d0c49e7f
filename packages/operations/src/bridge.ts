import { type Environment, MissingUserValuesError, missingUserValues, type UserValueName } from '@audit-bridge/config';
import yargs, { type Argv } from 'yargs';
import type { BridgeCommand, CommandContext, EnvironmentCommand, FreeCommand } from './bridge-command';
import { type CloudConnections, cloudConnections } from './clouds/cloud-connections';
import { forEachCommand } from './commands';
import { confirmOnTerminal } from './confirmation';
import { InterruptedError } from './interrupted-error';
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
  readonly confirm?: CommandContext['confirm'];
  /** @default by the environment's names, with the credentials of whoever runs the command */
  readonly connect?: (environment: Environment) => CloudConnections;
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
    connect = cloudConnections,
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
  const context = (): CommandContext => ({
    print,
    result: () => {},
    resultLine: () => {},
    progress: print,
    confirm,
    interruption: interruptionBySignal(print),
  });
  const ofEnvironment = (environment: Environment, needs: readonly UserValueName[]) => {
    const missing = missingUserValues(environment).filter(name => needs.includes(name));
    if (missing.length > 0) throw new MissingUserValuesError(environment.name, missing);
    return { ...context(), environment, clouds: connect(environment) };
  };
  forEachCommand({
    ofPipeline: command =>
      registerOfPipeline(program, command, environments, async (environment, pipeline, chosen) => {
        exitCode = await command.run({ ...ofEnvironment(environment, command.needs(pipeline)), pipeline }, chosen);
      }),
    ofEnvironment: command =>
      registerOfEnvironment(program, command, environments, async (environment, chosen) => {
        exitCode = await command.run(ofEnvironment(environment, command.needs(environment)), chosen);
      }),
    free: command =>
      registerFree(program, command, async chosen => {
        exitCode = await command.run(context(), chosen);
      }),
  });
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof InterruptedError) return 130;
    printError(error instanceof Error ? error.message : String(error));
    return error instanceof CommandLineError ? 2 : 1;
  }
  return exitCode;
}

function registerOfPipeline<Arguments extends object>(
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

function registerOfEnvironment<Arguments extends object>(
  program: Argv,
  command: EnvironmentCommand<Arguments>,
  environments: readonly Environment[],
  run: (environment: Environment, options: Arguments) => Promise<void>,
): void {
  const byName = new Map(environments.map(environment => [environment.name, environment]));
  program.command(
    `${command.name} <environment>`,
    command.summary,
    builder => command.options(builder).positional('environment', { type: 'string', choices: [...byName.keys()], demandOption: true }),
    async options => {
      const environment = byName.get(options.environment);
      if (environment !== undefined) await run(environment, options as unknown as Arguments);
    },
  );
}

function registerFree<Arguments extends object>(
  program: Argv,
  command: FreeCommand<Arguments>,
  run: (options: Arguments) => Promise<void>,
): void {
  program.command(
    `${command.name} ${command.positionals}`.trim(),
    command.summary,
    builder => command.options(builder),
    async options => run(options as unknown as Arguments),
  );
}

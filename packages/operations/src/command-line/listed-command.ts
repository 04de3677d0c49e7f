import { type Environment, MissingUserValuesError, missingUserValues, type UserValueName } from '@audit-bridge/config';
import type { Argv } from 'yargs';
import type { CommandContext, EnvironmentContext } from '../bridge-command';
import type { CommandGroup, CommandVisitor } from '../commands';
import type { SandboxContext } from '../sandbox/sandbox-command';
import { findByName } from './unknown-name-error';

/** A command as the command line sees it; the types of its own arguments stay inside. */
export interface ListedCommand {
  readonly group: CommandGroup;
  /** One or two words. */
  readonly name: string;
  /** As yargs writes them, like `<environment> <pipeline>`. */
  readonly positionals: string;
  readonly summary: string;
  build(command: Argv): Argv;
  /** @returns the exit code */
  run(given: GivenArguments): Promise<number>;
}

export type GivenArguments = Readonly<Record<string, unknown>>;

/** Makes what a command works with. */
export interface ContextSource {
  /** @param subject stands at the head of the command's document */
  free(subject: { readonly command: string }): CommandContext;
  ofEnvironment(
    subject: { readonly command: string; readonly environment: string; readonly pipeline?: string },
    environment: Environment,
  ): EnvironmentContext;
  /** @throws {NotThisSandboxError} {NoCloudProgramError} */
  ofSandbox(subject: { readonly command: string; readonly sandbox?: string }): SandboxContext;
}

/** For who only reads what commands say of themselves. */
export const noContexts: ContextSource = new Proxy({} as ContextSource, {
  get: () => () => {
    throw new Error('Nothing is run here.');
  },
});

/** Every command, in the order of the help text. */
export function listCommands(
  forEachCommand: (visitor: CommandVisitor) => void,
  environments: readonly Environment[],
  contexts: ContextSource,
): readonly ListedCommand[] {
  const listed: ListedCommand[] = [];
  let group: CommandGroup | undefined;
  const add = (command: Omit<ListedCommand, 'group'>) => {
    if (group !== undefined) listed.push({ ...command, group });
  };
  const environmentOf = (given: GivenArguments) => findByName('environment', String(given.environment), environments);
  const environmentNames = environments.map(({ name }) => name);
  forEachCommand({
    group: next => {
      group = next;
    },
    ofPipeline: command =>
      add({
        name: command.name,
        summary: command.summary,
        positionals: '<environment> <pipeline>',
        build: argv =>
          withNames(withNames(command.options(argv), 'environment', environmentNames), 'pipeline', command.pipelines) as unknown as Argv,
        run: async given => {
          const environment = environmentOf(given);
          const { name: pipeline } = findByName(
            'pipeline',
            String(given.pipeline),
            command.pipelines.map(name => ({ name })),
          );
          requireOwnValues(environment, command.needs(pipeline));
          const context = contexts.ofEnvironment({ command: command.name, environment: environment.name, pipeline }, environment);
          return command.run({ ...context, pipeline }, given as never);
        },
      }),
    ofEnvironment: command =>
      add({
        name: command.name,
        summary: command.summary,
        positionals: `<environment> ${command.positionals ?? ''}`.trim(),
        build: argv => withNames(command.options(argv), 'environment', environmentNames) as unknown as Argv,
        run: async given => {
          const environment = environmentOf(given);
          requireOwnValues(environment, command.needs(environment));
          return command.run(contexts.ofEnvironment({ command: command.name, environment: environment.name }, environment), given as never);
        },
      }),
    ofSandbox: command =>
      add({
        name: command.name,
        summary: command.summary,
        positionals: command.positionals,
        build: argv => {
          const program = command.options(argv);
          if (command.positionals !== '') program.positional('name', { type: 'string', describe: 'Whose sandbox it is' });
          return program as unknown as Argv;
        },
        run: async given => {
          const subject = { command: command.name, ...(given.name === undefined ? {} : { sandbox: String(given.name) }) };
          const context = contexts.ofSandbox(subject);
          requireOwnValues(context.environment, command.needs(context.environment));
          return command.run(context, given as never);
        },
      }),
    free: command =>
      add({
        name: command.name,
        summary: command.summary,
        positionals: command.positionals,
        build: argv => command.options(argv) as unknown as Argv,
        run: async given => command.run(contexts.free({ command: command.name }), given as never),
      }),
  });
  return listed;
}

/** For help, completion, and the message for a name that is none. */
function withNames<Arguments>(command: Argv<Arguments>, positional: string, names: readonly string[]): Argv<Arguments> {
  command.positional(positional, { type: 'string', choices: names });
  return command;
}

/** @throws {MissingUserValuesError} */
function requireOwnValues(environment: Environment, needs: readonly UserValueName[]): void {
  const missing = missingUserValues(environment).filter(name => needs.includes(name));
  if (missing.length > 0) throw new MissingUserValuesError(environment.name, missing);
}

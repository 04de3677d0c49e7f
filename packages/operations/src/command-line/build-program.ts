import yargs, { type Argv } from 'yargs';
import { CommandLineError } from './command-line-error';
import { describeFailure } from './describe-failure';
import type { GivenArguments, ListedCommand } from './listed-command';
import { areWellFormed } from './well-formed-values';

/** Wide enough for a summary on one line, narrow enough for two windows beside one another. */
export const helpWidthCharacters = 120;

export type RunCommand = (command: ListedCommand, given: GivenArguments) => Promise<void>;

/** The command line as yargs reads it. Two words are a command inside a command, with help of its own. */
export function buildProgram(words: readonly string[], commands: readonly ListedCommand[], run: RunCommand): Argv {
  const program = withCommonRules(yargs([...words]).scriptName('bridge')).fail((message, error) => {
    // A check that says what is wrong in words has no error of its own, only the text once more.
    throw error instanceof Error ? error : new CommandLineError(describeFailure(message, words, commands));
  });
  for (const command of commands.filter(({ name }) => !name.includes(' '))) register(program, command.name, command, run);
  for (const [first, inside] of byFirstWord(commands)) {
    program.command(first, inside.map(({ name }) => name.slice(first.length + 1)).join(', '), nested => {
      for (const command of inside) register(nested, command.name.slice(first.length + 1), command, run);
      return withCommonRules(nested);
    });
  }
  return program;
}

function register(program: Argv, word: string, command: ListedCommand, run: RunCommand): void {
  program.command(
    `${word} ${command.positionals}`.trim(),
    command.summary,
    argv => command.build(argv),
    async given => run(command, given),
  );
}

function byFirstWord(commands: readonly ListedCommand[]): ReadonlyMap<string, readonly ListedCommand[]> {
  const grouped = new Map<string, ListedCommand[]>();
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ');
    if (second !== undefined) grouped.set(first, [...(grouped.get(first) ?? []), command]);
  }
  return grouped;
}

/** What holds at each level of the command line. */
export function withCommonRules(program: Argv): Argv {
  return (
    program
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'One JSON document on standard output; lines for people go to standard error',
      })
      .demandCommand(1, 'Say a command.')
      .strict()
      .check((given, declared) => areWellFormed(given, declared))
      // The messages are read (describe-failure.ts): in every country the same.
      .locale('en')
      .version(false)
      .exitProcess(false)
      .wrap(helpWidthCharacters)
  );
}

import yargs from 'yargs';
import type { ListedCommand } from './listed-command';
import { UnknownNameError } from './unknown-name-error';

/**
 * What yargs does not understand, in words that say what to write instead.
 *
 * @param message yargs' own
 */
export function describeFailure(message: string, words: readonly string[], commands: readonly ListedCommand[]): string {
  const command = commandOf(words, commands);
  const help = `See bridge ${command === undefined ? '' : `${command.name} `}--help.`;
  const [, unknown] = /^Unknown (?:arguments?|commands?): (.*)$/.exec(message) ?? [];
  if (unknown !== undefined) return `${unknownWords(unknown.split(', '), words, command, commands)} ${help}`;
  if (command !== undefined && message.startsWith('Not enough non-option arguments'))
    return `Say more: bridge ${command.name} ${command.positionals}. ${help}`;
  const [, argument, given, choices] = /Argument: ([\w-]+), Given: "([^"]*)", Choices: "(.*)"$/m.exec(message) ?? [];
  if (argument !== undefined && given !== undefined && choices !== undefined)
    return `${new UnknownNameError(isPositional(argument, command) ? argument : `--${argument}`, given, choices.split('", "')).message} ${help}`;
  const [, missing] = /^Missing required arguments?: (.*)$/.exec(message) ?? [];
  if (missing !== undefined)
    return `Say more: ${missing
      .split(', ')
      .map(name => `--${name}`)
      .join(', ')}. ${help}`;
  if (message === 'Say a command.') return `Say a command: ${nextWords(words, commands).join(', ')}. See bridge --help.`;
  return `${message}\n${help}`;
}

/** @param unknown as yargs names them: options without their hyphens, and once more in camel case */
function unknownWords(
  unknown: readonly string[],
  words: readonly string[],
  command: ListedCommand | undefined,
  commands: readonly ListedCommand[],
): string {
  if (command === undefined) {
    const known = nextWords(words, commands);
    const given = plainWords(words).find(word => unknown.includes(word));
    if (given !== undefined) return new UnknownNameError('command', given, known).message;
  }
  const options = command === undefined ? ['--json', '--help'] : optionsOf(command);
  return unknown
    .flatMap(name => {
      const option = words.find(word => word.replace(/^-+/, '').replace(/=.*$/s, '') === name && word.startsWith('-'));
      if (option !== undefined) return new UnknownNameError('option', option.replace(/=.*$/s, ''), options).message;
      return words.includes(name) ? `'${name}' is one word too many.` : [];
    })
    .join(' ');
}

/** The command that the words begin with. */
export function commandOf(words: readonly string[], commands: readonly ListedCommand[]): ListedCommand | undefined {
  const [first, second] = plainWords(words);
  return commands.find(({ name }) => name === `${first} ${second}`) ?? commands.find(({ name }) => name === first);
}

const plainWords = (words: readonly string[]) => words.filter(word => !word.startsWith('-'));

/** What may come next: the first words of all commands, or the second ones of those that begin like this. */
function nextWords(words: readonly string[], commands: readonly ListedCommand[]): readonly string[] {
  const [first] = plainWords(words);
  const inside = commands.filter(({ name }) => name.startsWith(`${first} `));
  return [...new Set(inside.length > 0 ? inside.map(({ name }) => name) : commands.map(({ name }) => name))];
}

const positionalsOf = ({ positionals }: ListedCommand): readonly string[] => positionals.match(/[a-z-]+/gi) ?? [];

const isPositional = (argument: string, command: ListedCommand | undefined): boolean =>
  command !== undefined && positionalsOf(command).includes(argument);

/** yargs knows them; its types do not say so. */
interface WithOptions {
  getOptions(): { readonly key: Readonly<Record<string, unknown>> };
}

function optionsOf(command: ListedCommand): readonly string[] {
  const { key } = (command.build(yargs([])) as unknown as WithOptions).getOptions();
  const positionals = positionalsOf(command);
  return [
    ...Object.keys(key).filter(name => !positionals.includes(name) && name.length > 1 && !['help', 'json', 'version'].includes(name)),
    'json',
    'help',
  ]
    .filter((name, index, all) => all.indexOf(name) === index)
    .map(name => `--${name}`);
}

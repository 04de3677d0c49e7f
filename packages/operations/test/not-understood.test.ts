import { EventEmitter } from 'node:events';
import type { Environment } from '@audit-bridge/config';
import yargs from 'yargs';
import { runBridge } from '../src/bridge';
import { type ContextSource, listCommands } from '../src/command-line/listed-command';
import { forEachCommand } from '../src/commands';

const environment = { name: 'dev', aws: { accountId: '1' }, azure: {}, state: { kind: 'local' }, pipelines: {} } as unknown as Environment;

const never = (): never => {
  throw new Error('What is not understood opens nothing.');
};

async function bridge(words: readonly string[]) {
  const errors: string[] = [];
  const exitCode = await runBridge({
    words,
    environments: [environment],
    print: never,
    printError: line => void errors.push(line),
    progress: { update: never, line: never, end: () => {} },
    connect: never,
    signals: new EventEmitter(),
  });
  return { exitCode, said: errors.join('\n') };
}

const contexts: ContextSource = { free: never, ofEnvironment: never, ofSandbox: never };
const commands = listCommands(forEachCommand, [environment], contexts);

interface Declared {
  readonly demandedOptions: Readonly<Record<string, unknown>>;
  readonly choices: Readonly<Record<string, readonly string[]>>;
  readonly key: Readonly<Record<string, unknown>>;
  readonly number: readonly string[];
  readonly string: readonly string[];
}

const declaredBy = (command: (typeof commands)[number]): Declared =>
  (command.build(yargs([])) as unknown as { getOptions(): Declared }).getOptions();

/** A command with something for each word that it wants. */
function wordsOf(command: (typeof commands)[number]): readonly string[] {
  const { choices, demandedOptions } = declaredBy(command);
  const wanted = [...command.positionals.matchAll(/[<[]([a-z]+)/g)].map(([, name = '']) => choices[name]?.[0] ?? 'ada');
  const options = Object.keys(demandedOptions).filter(name => !command.positionals.includes(name));
  return [...command.name.split(' '), ...wanted, ...options.map(name => `--${name}=${choices[name]?.[0]}`)];
}

const numbers = commands.flatMap(command => declaredBy(command).number.map(option => [command.name, option, command] as const));
const texts = commands.flatMap(command => {
  const { choices, string } = declaredBy(command);
  const options = string.filter(option => choices[option] === undefined && !command.positionals.includes(option));
  return options.map(option => [command.name, option, command] as const);
});

describe('What bridge does not understand', () => {
  it.each<readonly [words: string, message: RegExp]>([
    ['trace dev ', /<id> takes a uid or a correlation id/],
    ['trace dev a\tb', /<id> takes a uid or a correlation id/],
    ['backfill dev security-lake', /^Say more: --source\. See bridge backfill --help\.$/],
    ['sandbox list --older-than soon', /--older-than soon is no time/],
    ['sandbox down', /Say whose sandbox/],
    ['sandbox down ada --older-than 7d', /Say whose sandbox/],
    ['sandbox down --older-than 7d --break-lock', /--break-lock needs the name/],
    ['sandbox down --older-than soon', /--older-than soon is no time/],
    ['sandbox feed ada --count 0', /--count takes a whole number/],
    ['redrive dev cloudtrail-lake --limit 0', /--limit must be 1 or more/],
    ['replay dev security-lake --limit 0', /--limit must be 1 or more/],
    ['replay dev security-lake --source stream', /needs --from and --to, or --last/],
    ['replay dev security-lake --last 1h', /belong to --source stream or blobs/],
    ['replay dev security-lake --source quarantine --reason A', /(--reason belongs|There is no --source)/],
    ['replay dev security-lake --reason a/b', /--reason takes a word/],
    ['plan-comment a.json b.json --stack one', /--stack belongs to one file/],
    ['plan-comment a.json --max-length 10', /--max-length takes a whole number/],
    ['status dev --hours 0', /--hours takes a whole number/],
    ['status dev --every 0', /--every takes/],
    ['feed dev security-lake --count 0', /--count takes a whole number/],
    ['feed dev security-lake --hours 0', /--hours must be more than 0/],
    ['feed dev security-lake --unmappable 2', /--unmappable must be from 0 to 1/],
    ['verify dev --list=-1', /--list takes a whole number/],
    ['tail dev --every 1', /--every takes seconds/],
    ['tail dev --limit 0', /--limit takes a whole number/],
    [`tail dev --actor ${'x'.repeat(300)}`, /A filter has/],
    ['tail dev --since soon', /--since soon is no time/],
    ['verify dev --last 1h --from 2026-11-20', /last.*from/],
    ['verify dev --pipeline lake', /There is no --pipeline 'lake'/],
  ])('ends with 2 and one message: bridge %s', async (words, message) => {
    const { exitCode, said } = await bridge(words.split(' '));
    expect(said).toMatch(message);
    expect(said).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(2);
  });

  it.each(numbers)('a number that is none: bridge %s --%s', async (_, option, command) => {
    const { exitCode, said } = await bridge([...wordsOf(command), `--${option}`, 'many']);
    expect(said).toMatch(new RegExp(`^--${option} takes a number\\.\\nSee bridge ${command.name} --help\\.$`));
    expect(exitCode).toBe(2);
  });

  it.each(texts)('a value said twice: bridge %s --%s', async (_, option, command) => {
    const { exitCode, said } = await bridge([...wordsOf(command), `--${option}=7d`, `--${option}=8d`]);
    expect(said).toMatch(new RegExp(`^--${option} is said more than once`));
    expect(exitCode).toBe(2);
  });
});

import yargs from 'yargs';
import { buildProgram, helpWidthCharacters, withCommonRules } from './build-program';
import { commandOf } from './describe-failure';
import type { ListedCommand } from './listed-command';

const invitation = `npx pnpm bridge <command> ENV ...

Asks and steers what is deployed, with your own AWS and Azure credentials, as the SDKs find them. Each command says what it will change before it
does, and asks; Ctrl-C stops it in order. Exit codes: 0 done, 1 failed or something is not as it must be, 2 not understood or not confirmed, 130
stopped.`;

/** The help text for the words that stand before `--help`: of everything, or of one command. */
export async function helpFor(words: readonly string[], commands: readonly ListedCommand[]): Promise<string> {
  const withoutHelp = words.filter(word => word !== '--help');
  const isInside = commands.some(({ name }) => name.startsWith(`${withoutHelp[0]} `));
  if (commandOf(withoutHelp, commands) === undefined && !isInside) return overview(commands);
  return buildProgram(withoutHelp, commands, async () => {}).getHelp();
}

async function overview(commands: readonly ListedCommand[]): Promise<string> {
  const usages = commands.map(command => usage(command));
  const width = Math.max(...usages.map(({ length }) => length));
  const groups = [...new Set(commands.map(({ group }) => group))].map(group => [
    `${group}:`,
    ...commands.flatMap((command, index) => (command.group === group ? describe(usages[index] ?? '', command.summary, width) : [])),
  ]);
  const options = await withCommonRules(yargs([]).usage(invitation)).getHelp();
  const [head, ...rest] = options.split(/\n(?=Options:)/);
  return [head?.trimEnd(), ...groups.map(lines => lines.join('\n')), rest.join('\n').trimEnd()].join('\n\n');
}

export const usage = ({ name, positionals }: ListedCommand): string => `bridge ${name} ${positionals}`.trim();

/** The summary goes on below itself where it is too long. */
function describe(text: string, summary: string, width: number): readonly string[] {
  const room = helpWidthCharacters - width - 4;
  const lines = [''];
  for (const word of summary.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line, index) => `  ${(index === 0 ? text : '').padEnd(width)}  ${line}`.trimEnd());
}

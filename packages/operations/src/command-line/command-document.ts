import type { Environment } from '@audit-bridge/config';
import type { CommandVisitor } from '../commands';
import { helpFor, usage } from './help';
import { type ListedCommand, listCommands, noContexts } from './listed-command';

/** Markdown: every command with its help text, as the command line itself prints it. */
export async function commandDocument(
  forEachCommand: (visitor: CommandVisitor) => void,
  environments: readonly Environment[],
): Promise<string> {
  const commands = listCommands(forEachCommand, environments, noContexts);
  const groups = [...new Set(commands.map(({ group }) => group))];
  const sections: string[] = [];
  for (const group of groups) {
    sections.push(`## ${group}`);
    for (const command of commands.filter(one => one.group === group)) sections.push(await section(command, commands));
  }
  return `${[opening, table(commands), ...sections].join('\n\n')}\n`;
}

const opening = `# The command line \`bridge\`

Generated from the commands themselves by \`npx pnpm check\`: change a command's own text, not this page.

\`npx --yes pnpm@12 bridge <command>\` asks and steers what is deployed, with your own AWS and Azure credentials, as the SDKs find them. A command that changes something says first what, and in
which account; it looks whether the credentials are of that account, asks (\`--yes\` agrees beforehand), and takes a lock where another one must not change the same thing.

- **Ctrl-C** stops in order: a question ends at once, and of a change what is in hand is finished first. Once more, it ends at once. Either way locks are given back, and the same command goes on where it was.
- **\`--json\`** gives one JSON document on standard output: the command, its environment, what it found out or did, \`exitCode\`, and \`error\` with its name and message when it failed.
  What is for people goes to standard error. Commands without an end (\`tail\`, \`--watch\`) give a line for each piece instead.
- **Exit codes**: 0 done; 1 failed, or something is not as it must be; 2 not understood, or not confirmed; 130 stopped.
- **Dates** are UTC: \`--from 2026-11-20 --to 2026-11-21\` is one day, \`--last 24h\` the time up to now.
- **Completion**: \`eval "$(npx --yes pnpm@12 --silent bridge completion)"\`; after that it is \`bridge status dev\`, from every folder.
- **Environment \`local\`** is what \`npx --yes pnpm@12 local --keep\` leaves up on this machine.`;

function table(commands: readonly ListedCommand[]): string {
  const rows = commands.map(command => `| [\`${usage(command).replaceAll('|', '\\|')}\`](#${anchor(command)}) | ${command.summary} |`);
  return ['| command | does |', '|---|---|', ...rows].join('\n');
}

async function section(command: ListedCommand, commands: readonly ListedCommand[]): Promise<string> {
  const help = await helpFor(command.name.split(' '), commands);
  return `### bridge ${command.name}\n\n\`\`\`text\n${help.trimEnd().replaceAll(/[ \t]+$/gm, '')}\n\`\`\``;
}

/** As GitHub makes it from the heading. */
const anchor = ({ name }: ListedCommand): string => `bridge-${name.replaceAll(' ', '-')}`;

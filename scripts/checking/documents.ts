import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../repository-root';
import type { CheckOutcome, CheckStep } from './check-step';
import { runCommand } from './command-step';

/** Words after `pnpm` that are pnpm's own. */
const ownCommands = new Set(['add', 'dlx', 'exec', 'install', 'run', 'why']);

const command = /\bpnpm(?:@[\w.]+)? ([a-z][a-z-]*)/g;
const bridgeCommand = /\bpnpm(?:@[\w.]+)? bridge ([a-z][a-z-]*)/g;
const bridgeHeading = /^### bridge ([a-z][a-z-]*)/gm;
const link = /\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g;

/** Documents name only commands that package.json and `bridge` have, and link only to files that are there. */
export const documentsStep: CheckStep = {
  name: 'documents name real commands and files',
  async run() {
    const listed = await runCommand('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md']);
    if (!listed.ok) return listed;
    const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    // Written from the commands themselves, and held to them.
    const bridge = readFileSync(join(repositoryRoot, 'docs/bridge.md'), 'utf8');
    const commands = {
      scripts: new Set(Object.keys(scripts)),
      bridge: new Set([...bridge.matchAll(bridgeHeading)].map(([, name = '']) => name)),
    };
    return judgeDocuments(repositoryRoot, listed.output.split('\n').filter(Boolean), commands);
  },
};

export interface KnownCommands {
  /** Of package.json. */
  readonly scripts: ReadonlySet<string>;
  /** First words of bridge's commands. */
  readonly bridge: ReadonlySet<string>;
}

/** @param paths documents, relative to the root */
export function judgeDocuments(root: string, paths: readonly string[], { bridge, scripts }: KnownCommands): CheckOutcome {
  const problems: string[] = [];
  for (const path of paths) {
    if (!existsSync(join(root, path))) continue;
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, name = ''] of text.matchAll(command)) {
      if (!scripts.has(name) && !ownCommands.has(name)) problems.push(`${path}: "pnpm ${name}" is no script of package.json`);
    }
    for (const [, name = ''] of text.matchAll(bridgeCommand)) {
      if (!bridge.has(name)) problems.push(`${path}: "bridge ${name}" is no command of bridge`);
    }
    for (const [, target = ''] of text.matchAll(link)) {
      if (!existsSync(join(root, dirname(path), decodeURI(target)))) problems.push(`${path}: the link to ${target} leads nowhere`);
    }
  }
  return { ok: problems.length === 0, output: [...new Set(problems)].join('\n') };
}

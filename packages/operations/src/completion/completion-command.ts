import { basename, dirname } from 'node:path';
import type { FreeCommand } from '../bridge-command';
import { completionScript, type Shell, shells } from './completion-script';

interface CompletionArguments {
  readonly shell: Shell | undefined;
}

/** `bridge completion` */
export const completionCommand: FreeCommand<CompletionArguments> = {
  name: 'completion',
  positionals: '[shell]',
  summary: 'Prints what makes a shell know bridge, and complete its commands, environments and options',
  options: argv =>
    argv
      .positional('shell', { type: 'string', choices: shells, describe: 'For which shell [default: yours]' })
      .epilogue(
        'For this shell:\n\n  eval "$(npx --yes pnpm@12 --silent bridge completion)"\n\nFor every one, write it into a file and name that in the start file (~/.bashrc, ~/.zshrc): source ~/.bridge-completion\n\nAfter that `bridge status dev` does what `npx --yes pnpm@12 bridge status dev` does, from every folder.',
      ),
  run: async ({ print, result }, { shell = ownShell() }) => {
    // scripts/bridge.ts
    const checkout = dirname(dirname(process.argv[1] ?? ''));
    const script = completionScript(shell, checkout);
    print(script);
    result({ shell, script });
    return 0;
  },
};

const ownShell = (): Shell => (basename(process.env.SHELL ?? '') === 'zsh' ? 'zsh' : 'bash');

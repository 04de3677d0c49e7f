import type { CheckStep } from './check-step';
import { runCommand } from './command-step';

/** What a command writes and the repository keeps: a change of it belongs into the commit that caused it. */
const generated = [
  'pnpm-lock.yaml',
  'docs/bridge.md',
  'scripts/bridge-words.json',
  '*.expected.json',
  'templates/*.json',
  '*.snap',
  '*.lock',
];

/** Generated files that differ from what is committed, or were never committed. Outside a checkout there is nothing to compare with. */
export const generatedFilesStep: CheckStep = {
  name: 'generated files are committed',
  async run() {
    const { ok, output } = await runCommand('git', ['status', '--porcelain', '--untracked-files=all', '--', ...generated]);
    if (ok && output === '') return { ok, output };
    return { ok: false, output: `${output}\nThese files are generated: look at the differences (git diff) and commit them.` };
  },
};

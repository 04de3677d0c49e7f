import { isTestKind, type TestKind, testKinds } from './test-kinds';
import type { TestSelection } from './test-suite';

export const testUsage = `Usage: npx pnpm test [--kind quick|contract|integration]... [path...]

Runs every test of every package, or those of the given kinds and paths. Python's are those below glue-scripts. Other flags go to jest as they are, and leave Python's out.
Ends with what was skipped and why, and the line "N passed, N failed, N skipped"; exits with 1 on a failure, and when no test ran.`;

export type TestArguments =
  | { readonly kind: 'run'; readonly selection: TestSelection }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string };

export function readTestArguments(words: readonly string[]): TestArguments {
  const kinds: TestKind[] = [];
  const filters: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--help') return { kind: 'help' };
    if (word !== '--kind' && !word.startsWith('--kind=')) {
      filters.push(word);
      continue;
    }
    if (word === '--kind') index += 1;
    const value = word === '--kind' ? (words[index] ?? '') : word.slice('--kind='.length);
    if (!isTestKind(value)) return { kind: 'mistake', message: `--kind "${value}": say one of ${Object.keys(testKinds).join(', ')}.` };
    kinds.push(value);
  }
  return { kind: 'run', selection: { kinds, filters } };
}

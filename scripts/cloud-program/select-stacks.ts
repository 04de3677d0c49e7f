import { stackPattern } from '@audit-bridge/stacks/stack-pattern';
import type { SynthesizedStack } from './synthesized-stack';

/** A pattern that stands for no stack: nearly always a slip, so nothing is done for the others either. */
export class NoSuchStackError extends Error {
  override readonly name = 'NoSuchStackError';

  constructor(pattern: string, names: readonly string[]) {
    super(`No stack is named ${pattern}. There are: ${names.join(', ')}.`);
  }
}

/**
 * The stacks that patterns name; `*` stands for any characters. No pattern: all of them.
 *
 * @throws {NoSuchStackError} when a pattern names none
 */
export function selectStacks(stacks: readonly SynthesizedStack[], patterns: readonly string[]): readonly SynthesizedStack[] {
  if (patterns.length === 0) return stacks;
  const selected = new Set<SynthesizedStack>();
  for (const pattern of patterns) {
    const expression = stackPattern(pattern);
    const matching = stacks.filter(stack => expression.test(stack.name));
    if (matching.length === 0) {
      throw new NoSuchStackError(
        pattern,
        stacks.map(stack => stack.name),
      );
    }
    for (const stack of matching) selected.add(stack);
  }
  return stacks.filter(stack => selected.has(stack));
}

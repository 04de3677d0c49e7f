import type { TerminalCapabilities } from './capabilities';

/** From the lowest to the highest: one character a value. */
const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const plainBars = ['_', '.', '-', '=', '+', '*', '%', '#'];

/**
 * A row of bars, the highest value as the highest bar. Nothing that happened is a space, so that it differs from a little; a value that is not known (NaN) is `?`.
 *
 * @param values 0 or more each, in their order of time
 */
export function sparkline(values: readonly number[], { utf8 }: Pick<TerminalCapabilities, 'utf8'>): string {
  const steps = utf8 ? bars : plainBars;
  const highest = Math.max(0, ...values.filter(value => !Number.isNaN(value)));
  return values
    .map(value => {
      if (Number.isNaN(value)) return '?';
      if (value <= 0) return ' ';
      return steps[Math.min(steps.length - 1, Math.ceil((value / highest) * steps.length) - 1)] ?? ' ';
    })
    .join('');
}

import { coloured, harmlessText, type TerminalCapabilities } from '@audit-bridge/terminal';
import type { Outcome } from './finding';
import type { CheckResult } from './run-checks';

const words: Readonly<Record<Outcome, string>> = { ok: 'ok', missing: 'MISSING', warning: 'warning', unknown: 'unknown' };
const colours = { ok: 'green', missing: 'red', warning: 'yellow', unknown: 'yellow' } as const;
const wordWidth = Math.max(...Object.values(words).map(({ length }) => length));
const margin = ' '.repeat(wordWidth + 2);

/** For a person: each check with its findings, and below what is not well what to do and what to type. */
export function printResults(results: readonly CheckResult[], print: (line: string) => void, capabilities: TerminalCapabilities): void {
  for (const { check, findings } of results.filter(({ isSkipped = false }) => !isSkipped)) {
    print('');
    print(coloured(`${margin}${check.title}`, 'bold', capabilities));
    for (const { commands = [], found, outcome, toDo } of findings) {
      print(`${coloured(words[outcome].padEnd(wordWidth), colours[outcome], capabilities)}  ${harmlessText(found)}`);
      if (toDo !== undefined) print(`${margin}${harmlessText(toDo)}`);
      for (const command of commands) print(`${margin}  ${harmlessText(command)}`);
    }
  }
  const skipped = results.filter(({ isSkipped = false }) => isSkipped);
  if (skipped.length === 0) return;
  print('');
  print(`${margin}Not looked at before the sign-in above is mended:`);
  for (const { check } of skipped) print(`${coloured(words.unknown.padEnd(wordWidth), colours.unknown, capabilities)}  ${check.title}`);
}

export type Counts = Readonly<Record<Outcome, number>>;

export function countOutcomes(results: readonly CheckResult[]): Counts {
  const counts = { ok: 0, missing: 0, warning: 0, unknown: 0 };
  for (const { outcome } of results.flatMap(({ findings }) => findings)) counts[outcome]++;
  return counts;
}

/** One line that says whether to deploy. */
export function verdict({ missing, ok, unknown, warning }: Counts): string {
  const found = `${ok} ok, ${missing} missing, ${warning} warnings, ${unknown} unknown`;
  if (missing > 0) return `${found}: do what is missing first.`;
  if (unknown > 0) return `${found}: nothing is known to be missing; what is unknown nobody has looked at.`;
  return `${found}: nothing is in the way of a deploy.`;
}

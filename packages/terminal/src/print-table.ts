import { harmlessText } from './harmless-text';
import type { Table } from './table';

const gap = '  ';
const narrowest = 8;

/** A table as lines: columns aligned, numbers to the right, the widest columns cut until it fits. */
export function printTable({ title, columns, rows, totalRows }: Table, widthCharacters: number): string {
  const widths = fit(
    columns.map((column, index) => Math.max(...[column, ...rows.map(row => row[index] ?? '')].map(widthOf))),
    widthCharacters,
  );
  const isNumeric = columns.map((_, index) => rows.length > 0 && rows.every(row => /^\d+$/.test(row[index] ?? '')));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => align(cut(cell, widths[index] ?? 0), widths[index] ?? 0, isNumeric[index] ?? false))
      .join(gap)
      .trimEnd();
  const left = totalRows - rows.length;
  return [
    title,
    line(columns),
    line(widths.map(width => '-'.repeat(width))),
    ...rows.map(line),
    ...(rows.length === 0 ? ['(nothing)'] : []),
    ...(left > 0 ? [`and ${left.toLocaleString('en')} more`] : []),
  ].join('\n');
}

/** Takes from the widest column, one character at a time, until all of them fit or are as narrow as may be. */
function fit(widths: readonly number[], available: number): number[] {
  const fitted = [...widths];
  const total = () => fitted.reduce((sum, width) => sum + width, gap.length * (fitted.length - 1));
  while (total() > available && Math.max(...fitted) > narrowest) fitted[fitted.indexOf(Math.max(...fitted))] = Math.max(...fitted) - 1;
  return fitted;
}

/** Chinese, Japanese and Korean characters and pictures take two columns of a terminal. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

const widthOf = (text: string): number => [...text].reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0);

/** In the middle: an operation says what was done at its end. */
function cut(text: string, width: number): string {
  const harmless = harmlessText(text);
  if (widthOf(harmless) <= width) return harmless;
  const kept = [...harmless];
  while (widthOf(kept.join('')) > width - 1) kept.splice(Math.floor(kept.length / 2), 1);
  kept.splice(Math.ceil(kept.length / 2), 0, '…');
  return kept.join('');
}

const align = (text: string, width: number, toTheRight: boolean): string => {
  const padding = ' '.repeat(Math.max(0, width - widthOf(text)));
  return toTheRight ? padding + text : text + padding;
};

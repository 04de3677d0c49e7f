import type { BenchRow } from './bench-row';

const headings = ['bench', 'value', 'unit', 'reference', 'ratio', 'target', 'holds'];

/** The rows as a table of plain text, figures to the right. */
export function renderTable(rows: readonly BenchRow[]): string {
  const cells = rows.map(row => [
    row.name,
    String(row.value),
    row.unit,
    String(row.reference),
    String(row.ratio),
    row.target,
    row.holds ? 'yes' : 'NO',
  ]);
  const widths = headings.map((heading, column) => Math.max(heading.length, ...cells.map(row => row[column]?.length ?? 0)));
  const isFigure = (column: number) => [1, 3, 4].includes(column);
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (isFigure(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(headings), ...cells.map(line)].join('\n');
}

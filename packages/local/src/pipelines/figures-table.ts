/** A figure with its name; a name that begins with blanks is a part of the one above it. */
export type FigureRow = readonly [name: string, value: string];

/** A pipeline's figures as lines of a table for a person. */
export function figuresTable(title: string, figures: readonly FigureRow[]): readonly string[] {
  const rows: readonly FigureRow[] = [[title, ''], ...figures];
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const valueWidth = Math.max(...rows.map(([, value]) => value.length));
  return rows.map(([name, value]) => `${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}`.trimEnd());
}

export const whole = (value: number): string => value.toLocaleString('en');

/** The sum of counts, and each of them below it, the largest first. */
export function countedRows(name: string, counts: Readonly<Record<string, number>>): readonly FigureRow[] {
  const parts = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const sum = parts.reduce((total, [, count]) => total + count, 0);
  return [[name, whole(sum)], ...parts.map(([part, count]): FigureRow => [`  ${part}`, whole(count)])];
}

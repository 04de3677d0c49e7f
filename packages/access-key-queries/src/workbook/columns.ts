/** How a table shows a column: https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-grid-visualizations */
interface Formatter {
  readonly columnMatch: string;
  readonly formatter: number;
  readonly formatOptions?: object;
}

const exactly = (column: string) => `^${column}$`;

export const time = (column: string): Formatter => ({ columnMatch: exactly(column), formatter: 6 });

export const hidden = (column: string): Formatter => ({ columnMatch: exactly(column), formatter: 5 });

export const heat = (column: string, palette: string): Formatter => ({
  columnMatch: exactly(column),
  formatter: 8,
  formatOptions: { min: 0, palette },
});

interface Mark {
  /** What the query says. */
  readonly value: string;
  readonly representation: string;
}

/** The query decides, so that a threshold follows the parameter; the column only gets its colour or icon. */
export const marked = (column: string, kind: 'colors' | 'icons', marks: readonly Mark[], otherwise: string): Formatter => ({
  columnMatch: exactly(column),
  formatter: 18,
  formatOptions: {
    thresholdsOptions: kind,
    thresholdsGrid: [
      ...marks.map(({ value, representation }) => ({ operator: '==', thresholdValue: value, representation, text: '{0}{1}' })),
      { operator: 'Default', thresholdValue: null, representation: otherwise, text: '{0}{1}' },
    ],
  },
});

export const yesOrNo = (column: string, yes: string, no: string): Formatter =>
  marked(column, 'icons', [{ value: 'true', representation: yes }], no);

export const table = (formatters: readonly Formatter[]) => ({ gridSettings: { formatters, filter: true, rowLimit: 10_000 } });

import { printTable } from '../src/print-table';

const table = {
  title: 'Who did what',
  columns: ['actor', 'operation', 'events'],
  rows: [
    ['ann@quillfern.example', 'microsoft.storage/storageaccounts/write', '12'],
    ['霧島', 'scale', '3'],
  ],
  totalRows: 2,
};

describe('printTable', () => {
  it('aligns columns, numbers to the right', () => {
    expect(printTable(table, 120).split('\n')).toEqual([
      'Who did what',
      'actor                  operation                                events',
      '---------------------  ---------------------------------------  ------',
      'ann@quillfern.example  microsoft.storage/storageaccounts/write      12',
      '霧島                   scale                                         3',
    ]);
  });

  it.each([40, 60, 72])('fits a terminal of %i columns by cutting the widest cells', width => {
    const lines = printTable(table, width).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    if (width < 60) expect(lines[3]).toContain('…');
  });

  it('cuts in the middle: an operation says what was done at its end', () => {
    const [, , , line = ''] = printTable(table, 60).split('\n');
    expect(line).toMatch(/microsoft.*….*s\/write/);
  });

  it('says that there is nothing, or more than is shown', () => {
    expect(printTable({ ...table, rows: [], totalRows: 0 }, 80)).toContain('(nothing)');
    expect(printTable({ ...table, totalRows: 1502 }, 80)).toMatch(/\nand 1,500 more$/);
  });

  it('lets no name steer the terminal or break the line', () => {
    const printed = printTable({ ...table, rows: [['\u001b[2Jann\r\n\u2028', 'x\ty', '1']], totalRows: 1 }, 80);
    expect(printed.split('\n')).toHaveLength(4);
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}]/u);
  });
});

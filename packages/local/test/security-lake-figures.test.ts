import { figuresTable } from '../src/pipelines/figures-table';
import { figureRows, problemsOf, type SecurityLakeFigures } from '../src/security-lake/figures';

const figures: SecurityLakeFigures = {
  recordsIn: 2000,
  messages: 71,
  forwarded: 1995,
  written: 1980,
  newRows: 0,
  conflicts: 1,
  quarantined: { MissingTime: 2, ForeignLog: 5 },
  routed: 0,
  parked: { MalformedMessage: 5 },
  repeated: 8,
  unsendable: 0,
  unaccounted: [],
  unexpected: [],
  contradictions: [],
  validation: { rows: 1980, errors: 0, first: [] },
  files: 9,
  bytes: 1_234_567,
  seconds: 21.34,
};

describe('the figures of security-lake', () => {
  it('stand in a table, counts by reason below their sum, the largest first', () => {
    expect(figuresTable('security-lake', figureRows(figures))).toEqual([
      'security-lake',
      'records in                         2,000',
      'messages                              71',
      'through Kinesis                    1,995',
      'events in the lake                 1,980',
      '  of these new in the folder           0',
      '  with an id that another has          1',
      'repeated                               8',
      'quarantined                            7',
      '  ForeignLog                           5',
      '  MissingTime                          2',
      'parked                                 5',
      '  MalformedMessage                     5',
      'OCSF errors                            0',
      'parquet files                          9',
      'bytes                          1,234,567',
      'seconds                             21.3',
    ]);
  });

  it('have no problems when every record is accounted for and every event is valid', () => {
    expect(problemsOf(figures)).toEqual([]);
  });

  it('name each problem', () => {
    const problems = problemsOf({
      ...figures,
      unaccounted: ['record 7 of the input'],
      unexpected: ['the lake holds a record that was never sent'],
      contradictions: ['The job says one thing.'],
      validation: { rows: 1980, errors: 1200, first: ['actor.user.type_id: 4 is not one of [0, 1, 2, 3, 99]'] },
    });
    expect(problems).toEqual([
      'Not accounted for: record 7 of the input',
      'Not expected: the lake holds a record that was never sent',
      'The job says one thing.',
      'Not valid OCSF: 1,200 errors in 1,980 rows, such as actor.user.type_id: 4 is not one of [0, 1, 2, 3, 99]',
    ]);
  });
});

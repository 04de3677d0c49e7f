import { failedRecordsPointer, readFailedRecordsPointer } from '../src/failed-records-pointer';
import type { FailedRecord } from '../src/failure-place';

const record = (reason: string): FailedRecord => ({
  reason,
  message: '',
  blob: 'b',
  createdOn: undefined,
  offset: 0,
  lengthBytes: 0,
  bytes: undefined,
});

describe('a pointer to failed records', () => {
  const pointer = failedRecordsPointer('bucket', 'key', [record('ForeignLog'), record('MalformedJson'), record('ForeignLog')]);

  it('counts the records by reason, so that the queue tells what happened', () => {
    expect(pointer).toEqual({ bucket: 'bucket', key: 'key', blob: 'b', records: 3, reasons: { ForeignLog: 2, MalformedJson: 1 } });
  });

  it('survives the queue', () => {
    expect(readFailedRecordsPointer(JSON.stringify(pointer))).toEqual(pointer);
  });

  it.each(['', 'x', 'null', '[]', '{}', JSON.stringify({ ...pointer, key: 1 }), JSON.stringify({ ...pointer, reasons: { a: 'b' } })])(
    'is not read from %j',
    body => {
      expect(() => readFailedRecordsPointer(body)).toThrow(expect.objectContaining({ name: 'DamagedFailedRecordsError' }));
    },
  );
});

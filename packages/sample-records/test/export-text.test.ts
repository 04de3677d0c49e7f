import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cutRecords } from '@audit-bridge/activity-log';
import { exportShapes, exportText } from '../src/export-text';
import { generateRecords } from '../src/index';

const options = { seed: 3, startTime: '2026-03-02T00:00:00Z', subscriptionIds: ['5c1d0a52-7f0e-4d53-8a0b-3d9f4e6b2c71'], tenantId: 'b9e7' };

/** As texts: jest compares buffers byte by byte, which takes seconds. */
const cut = (pieces: Iterable<Buffer>): readonly string[] => {
  const outcome = cutRecords(Buffer.concat([...pieces]));
  return 'malformed' in outcome ? [outcome.malformed] : outcome.records.map(record => record.toString('latin1'));
};

describe('exportText', () => {
  it.each(exportShapes)('puts records together as %s, from which each comes out with its own bytes', shape => {
    const records = [...generateRecords({ ...options, count: 300 })];
    expect(cut(exportText(records, shape))).toEqual(records.map(({ bytes }) => bytes.toString('latin1')));
  });

  it.each(exportShapes)('writes a valid export of no records as %s', shape => {
    expect(cut(exportText([], shape))).toEqual([]);
  });
});

describe('the command line', () => {
  const main = (...args: string[]) => {
    const command = `"${process.execPath}" --import tsx src/main.ts`;
    return spawnSync('bash', ['-o', 'pipefail', '-c', `${command} ${args.join(' ')}`], { encoding: 'utf8', cwd: join(__dirname, '..') });
  };

  it('stops quietly when its reader has seen enough', () => {
    const { stdout, stderr, status } = main('--count', '1000000', '|', 'head', '-n', '2');
    expect({ lines: stdout.split('\n').length, stderr, status }).toEqual({ lines: 3, stderr: '', status: 0 });
  });

  it('says what is wrong with its options', () => {
    const { stderr, status } = main('--unmappable', '3');
    expect(stderr).toContain('unmappable is 3');
    expect(status).toBe(1);
  });
});

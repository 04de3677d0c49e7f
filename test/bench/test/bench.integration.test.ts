import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '../bench-row';
import { benches } from '../benches';

const root = join(__dirname, '../../..');

// Two processes of Spark more, for a minute: the other bench of Spark starts one in the same way.
const tried = benches.map(({ name }) => name).filter(name => name !== 'spark-memory');

describe('npx pnpm bench --quick', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-bench-test-'));
  const json = join(folder, 'figures.json');
  let rows: readonly BenchRow[] = [];
  let output = '';

  beforeAll(() => {
    output = execFileSync(process.execPath, ['--import', 'tsx', 'test/bench/main.ts', ...tried, '--quick', '--json', json], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    rows = JSON.parse(readFileSync(json, 'utf8')) as BenchRow[];
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it('measures every target of the program', () => {
    expect(rows.map(row => row.name)).toEqual([
      'transform of one record',
      'processor',
      'forwarder',
      'forwarder, not one by one',
      'access key report, not one by one (as of 3 users)',
      'access key report',
      'peak memory of a 64 MB blob',
      'peak memory of a report over 200 users, against 100',
      'import of access-key-report',
      'zip of access-key-report',
      'import of activity-log-aggregator',
      'zip of activity-log-aggregator',
      'import of activity-log-forwarder',
      'zip of activity-log-forwarder',
      'import of activity-log-processor',
      'zip of activity-log-processor',
      'import of stream-job-supervisor',
      'zip of stream-job-supervisor',
      'import of subscription-coverage',
      'zip of subscription-coverage',
      'synth time',
      'synth memory',
      'OCSF transform and write on Spark',
    ]);
  });

  it.each(['value', 'reference', 'ratio'] as const)('gives every row a %s above nothing', figure => {
    for (const row of rows) expect(row[figure]).toBeGreaterThan(0);
  });

  it('says of every row whether its target holds', () => {
    for (const { ratio, target, holds } of rows) {
      const [, comparison = '', wanted = ''] = /^(<=|>=) ([\d.]+)$/.exec(target) ?? [];
      // The ratio is written with three places: on the edge, either answer is right.
      if (ratio === Number(wanted)) continue;
      expect({ ratio, target, holds }).toEqual({
        ratio,
        target,
        holds: comparison === '<=' ? ratio < Number(wanted) : ratio > Number(wanted),
      });
    }
  });

  it('prints the rows as a table', () => {
    for (const { name } of rows) expect(output).toContain(`\n${name}`);
  });
});

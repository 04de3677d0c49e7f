import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestTally } from '../testing/test-tally';

const runner = createRequire(__filename).resolve('jest/bin/jest');
const reporter = resolve(__dirname, '../testing/progress-reporter.js');

const files = {
  'package.json': '{}',
  'mixed.test.js': `
    it('adds', () => expect(1 + 1).toBe(2));
    it('fails', () => expect(1 + 1).toBe(3));
    describe.skip('apply (skipped without Terraform)', () => { it('one', () => {}); it('two', () => {}); });
    it.skip('for no reason', () => {});`,
  'broken.test.js': "require('./gone');",
};

describe('ProgressReporter', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'audit-bridge-reporter-')));
  let output = '';
  let tally: TestTally;

  beforeAll(() => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const tallyFile = join(folder, 'tally.json');
    output = spawnSync(process.execPath, [runner, '--rootDir', folder, '--reporters', reporter], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, AUDIT_BRIDGE_TALLY_FILE: tallyFile },
    }).stdout;
    tally = JSON.parse(readFileSync(tallyFile, 'utf8')) as TestTally;
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('counts tests, a file that cannot be run as one failure, and skips by the reason in their title', () => {
    expect({ ...tally, failures: [...tally.failures].sort() }).toEqual({
      passed: 1,
      failed: 2,
      skipped: 3,
      skips: { Terraform: 2, 'a reason in its title': 1 },
      failures: ['broken.test.js: could not be run', 'mixed.test.js: fails'],
    });
  });

  it('shows each file as it ends and a failure in full', () => {
    expect(output).toMatch(/\[\d\/2\] FAIL mixed\.test\.js {2}1 passed, 1 failed, 3 skipped \(/);
    expect(output).toMatch(/\[\d\/2\] FAIL broken\.test\.js {2}did not run \(/);
    expect(output).toContain('Expected: 3');
    expect(output).toContain("Cannot find module './gone'");
  });
});

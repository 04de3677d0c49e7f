import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const faults = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, '../main.ts'), ...args], { encoding: 'utf8' });

describe('the command', () => {
  it('ends with 0 when every seed holds, and says what it ran', () => {
    const { status, stdout } = faults('cloudtrail-lake', '--seeds', '3', '--seed', '21');
    expect(stdout).toMatch(/cloudtrail-lake: 3 seeds from 21 in .* 0 failed/);
    expect(status).toBe(0);
  }, 60_000);

  it('ends with 1 when a seed fails, and prints the command that replays it', () => {
    const { status, stdout } = faults('--seeds', '2', '--seed', '1', '--plant', 'offset-before-acceptance');
    expect(stdout).toContain('Seed 1 fails:');
    expect(stdout).toContain('npx pnpm faults cloudtrail-lake --seed 1 --seeds 1 --plant offset-before-acceptance --trace');
    expect(status).toBe(1);
  }, 60_000);

  it('refuses what it does not know', () => {
    expect(faults('no-such-pipeline')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no pipeline "no-such-pipeline"'),
    });
    expect(faults('--seeds', 'many').status).toBe(1);
  }, 60_000);
});

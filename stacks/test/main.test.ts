import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

describe('main', () => {
  const folder = mkdtempSync(join(tmpdir(), 'main-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  // The CLI tells its program neither the command nor the stacks.
  it('refuses example values when the program above it is a cdktf deploy, before anything is built', () => {
    const cli = join(folder, 'cdktf.mjs');
    writeFileSync(
      cli,
      `import { spawnSync } from 'node:child_process';
       const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'stacks/main.ts'], { stdio: 'inherit', cwd: ${JSON.stringify(root)} });
       process.exit(status);`,
    );
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AUDIT_BRIDGE_')));
    const environment = { ...own, CDKTF_OUTDIR: join(folder, 'out'), AUDIT_BRIDGE_AWS_ACCOUNT_ID: '123456789012' } as NodeJS.ProcessEnv;
    const { status, stderr } = spawnSync(process.execPath, [cli, 'deploy', 'dev-*'], { encoding: 'utf8', env: environment });
    expect(stderr).toContain("The environment 'dev' can be synthesized, but not compared, deployed or destroyed");
    expect(stderr).toContain('set AUDIT_BRIDGE_AZURE_TENANT_ID');
    expect(stderr).not.toContain('set AUDIT_BRIDGE_AWS_ACCOUNT_ID');
    expect(status).toBe(1);
  }, 60_000);
});

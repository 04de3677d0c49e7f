import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintWorkflows, workflowsStep } from '../checking/workflow-linter/lint-workflows';

const sound = {
  name: 'Planted',
  on: 'pull_request',
  permissions: {},
  concurrency: { group: 'planted', 'cancel-in-progress': true },
  jobs: {
    planted: {
      name: 'Planted',
      'runs-on': 'ubuntu-24.04',
      permissions: {},
      steps: [{ name: 'Planted', run: 'true' }],
    },
  },
};

const withSteps = (...steps: readonly object[]) => ({ ...sound, jobs: { planted: { ...sound.jobs.planted, steps } } });

describe('the linter of workflows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lint-workflows-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const lint = (workflow: object) => {
    const file = join(folder, 'planted.yml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(workflow, undefined, 1));
    return lintWorkflows([file]);
  };

  it('finds nothing in ours', async () => {
    expect(await workflowsStep.run()).toMatchObject({ ok: true });
  }, 120_000);

  it('finds nothing in a sound one', async () => {
    expect(await lint(sound)).toMatchObject({ ok: true });
  }, 30_000);

  it.each<readonly [what: string, audit: string, workflow: object]>([
    [
      'an action that is not pinned by hash',
      'unpinned-uses',
      withSteps({ uses: 'actions/checkout@v4', with: { 'persist-credentials': false } }),
    ],
    [
      'a title of a pull request in a script',
      'template-injection',
      withSteps({ name: 'x', run: `echo ${'$'}{{ github.event.pull_request.title }}` }),
    ],
    ['code of a fork with credentials', 'dangerous-triggers', { ...sound, on: 'pull_request_target' }],
    ['every permission', 'excessive-permissions', { ...sound, permissions: 'write-all' }],
    ['what is no workflow', '', { ...sound, jobs: [] }],
  ])(
    'finds %s',
    async (_, audit, workflow) => {
      const { ok, output } = await lint(workflow);
      expect(ok).toBe(false);
      expect(output).toContain(audit);
    },
    30_000,
  );
});

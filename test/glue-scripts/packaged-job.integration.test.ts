import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleGlueScripts, type GlueScriptArtifact } from '@audit-bridge/bundling';
import { ensurePythonEnvironment } from '@audit-bridge/local/emulators/python-environment';

const root = join(__dirname, '../..');
const subscription = '11111111-2222-4333-8444-555555555555';

const record = {
  time: '2026-03-01T23:59:59.9999999Z',
  resourceId: `/SUBSCRIPTIONS/${subscription.toUpperCase()}/RESOURCEGROUPS/RG`,
  operationName: 'MICROSOFT.RESOURCES/SUBSCRIPTIONS/RESOURCEGROUPS/DELETE',
  category: 'Administrative',
  resultType: 'Success',
  correlationId: 'c0ffee00-0000-4000-8000-000000000000',
};

interface Outcome {
  readonly package: string;
  readonly refused: string;
  readonly counts: Readonly<Record<string, unknown>>;
  readonly objects: readonly string[];
}

describe("the Glue job's zip", () => {
  let folder: string;
  let artifact: GlueScriptArtifact;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-bridge-packaged-job-'));
    artifact = await bundleGlueScripts();
  });

  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

  it('runs the transform and the writer on Spark, with none of the sources beside it', async () => {
    const python = await ensurePythonEnvironment({ lockFile: join(root, 'glue-scripts/requirements.lock') });
    await writeFile(join(folder, 'records.json'), JSON.stringify([JSON.stringify(record), 'no record']));
    const program = join(root, 'glue-scripts/tests/packaged_job.py');
    const { stdout } = await promisify(execFile)(python, ['-I', program, artifact.packagePath, artifact.scriptPath, folder], {
      cwd: folder,
    });
    const outcome = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Outcome;

    expect(outcome.package).toBe(join(artifact.packagePath, 'audit_bridge/__init__.py'));
    expect(outcome.counts).toEqual({ in: 2, written: 1, quarantined: { MalformedJson: 1 }, routed: 0, repeated: 0, conflicts: 0 });
    expect(outcome.objects).toEqual([
      `region=eu-central-1/accountId=external_${subscription}/eventDay=20260301/00000000-0000-4000-8000-000000000000-0-0.parquet`,
    ]);
    // Without arguments the script comes as far as asking for them, and names the first one.
    expect(outcome.refused).toMatch(/^JobArgumentError: .*SOURCE_STREAM_ARN/);
  }, 300_000);
});

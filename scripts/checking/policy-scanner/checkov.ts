import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePythonEnvironment } from '@audit-bridge/local/emulators/python-environment';
import { repositoryRoot } from '../../repository-root';
import type { PolicyFinding } from './policy-finding';
import { readStack, type ScannedStack } from './scanned-stack';

const run = promisify(execFile);

/** Its dependencies are many, and none of them is the product's: an environment of its own. */
export const scannerLockFile = join(repositoryRoot, 'scripts/checking/policy-scanner/requirements.lock');

/** The scanner ended without a report. */
export class PolicyScannerError extends Error {
  override readonly name = 'PolicyScannerError';
}

interface Report {
  readonly summary?: { readonly passed: number; readonly parsing_errors: number };
  readonly results?: {
    readonly parsing_errors?: readonly string[];
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      /** `/dev-access-keys/cdk.tf.json` */
      readonly file_path: string;
      /** `aws_s3_bucket.<id>`, or from most checks `resource.<id>`, without the type. */
      readonly resource: string;
    }[];
  };
}

/**
 * Everything that checkov has against some stacks. Its policies are those that it brings along: nothing is downloaded, and no account is asked.
 *
 * @throws {PolicyScannerError} {PythonEnvironmentError}
 */
export async function scanWithCheckov(stacks: readonly ScannedStack[]): Promise<readonly PolicyFinding[]> {
  const python = await ensurePythonEnvironment({ lockFile: scannerLockFile });
  const folder = await mkdtemp(join(tmpdir(), 'policy-scan-'));
  try {
    for (const { name, text } of stacks) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'cdk.tf.json'), text);
    }
    const words = ['--framework', 'terraform_json', '--skip-download', '--quiet', '--compact', '--output', 'json', '--soft-fail'];
    const { stdout } = await run(python, ['-m', 'checkov.main', '--directory', folder, ...words], {
      cwd: folder,
      // Neither a person's settings nor a person's key for the vendor's service.
      env: { PATH: process.env.PATH, HOME: folder, CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true' } as NodeJS.ProcessEnv,
      maxBuffer: 64 * 1024 * 1024,
    }).catch(error => {
      const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
      throw new PolicyScannerError(`checkov failed:\n${stderr || stdout || String(error)}`, { cause: error });
    });
    return findingsOf(JSON.parse(stdout) as Report, stacks);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function findingsOf({ results, summary }: Report, stacks: readonly ScannedStack[]): readonly PolicyFinding[] {
  if (results === undefined || summary === undefined)
    throw new PolicyScannerError('checkov found no resource at all: does it read the files?');
  if (summary.parsing_errors > 0) throw new PolicyScannerError(`checkov cannot read ${results.parsing_errors?.join(', ')}.`);
  const types = new Map(stacks.map(stack => [stack.name, readStack(stack).typeOf]));
  return results.failed_checks.map(({ check_id: check, check_name: asks, file_path: path, resource }) => {
    const [, stack = ''] = path.split('/');
    const [, id] = /^resource\.(.+)$/.exec(resource) ?? [];
    return { stack, resource: id === undefined ? resource : `${types.get(stack)?.get(id)}.${id}`, check, asks };
  });
}

import { join } from 'node:path';
import { ensurePythonEnvironment } from '@audit-bridge/local/emulators/python-environment';
import { scannerLockFile } from '../checking/policy-scanner/checkov';
import { glueScriptsLockFile } from '../python-environment';
import { repositoryRoot } from '../repository-root';
import { pythonPaths } from './pytest-suite';
import type { TestSelection } from './test-suite';

const emulatorsLockFile = join(repositoryRoot, 'packages/local/python/requirements.lock');

/** Installs the Python parts that the chosen tests need. Says what is missing; those tests then fail with the same words. */
export async function preparePython(selection: TestSelection, print: (line: string) => void): Promise<void> {
  for (const lockFile of neededLockFiles(selection)) {
    try {
      await ensurePythonEnvironment({ lockFile, report: print });
    } catch (error) {
      print(error instanceof Error ? error.message : String(error));
    }
  }
}

/** One environment each; made once per machine and lock file. */
function neededLockFiles(selection: TestSelection): readonly string[] {
  const isQuick = selection.kinds.length > 0 && selection.kinds.every(kind => kind === 'quick');
  const emulators = isQuick ? [] : [emulatorsLockFile, scannerLockFile];
  // TypeScript's integration tests run the Glue script too.
  return isQuick && pythonPaths(selection) === undefined ? emulators : [...emulators, glueScriptsLockFile];
}

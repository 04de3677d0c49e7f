import { join } from 'node:path';
import { ensurePythonEnvironment } from '@audit-bridge/local/emulators/python-environment';
import { repositoryRoot } from '../repository-root';
import type { TestSelection } from './test-suite';

/** One environment each; made once per machine and lock file. */
const lockFiles = ['packages/local/python/requirements.lock'];

/** Installs the Python parts that tests against emulators need. Says what is missing; those tests then fail with the same words. */
export async function preparePython({ kinds }: TestSelection, print: (line: string) => void): Promise<void> {
  if (kinds.length > 0 && kinds.every(kind => kind === 'quick')) return;
  for (const lockFile of lockFiles) {
    try {
      await ensurePythonEnvironment({ lockFile: join(repositoryRoot, lockFile), report: print });
    } catch (error) {
      print(error instanceof Error ? error.message : String(error));
    }
  }
}

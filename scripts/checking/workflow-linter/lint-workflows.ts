import { dirname, join } from 'node:path';
import { ensurePythonEnvironment } from '@audit-bridge/local/emulators/python-environment';
import { repositoryRoot } from '../../repository-root';
import type { CheckOutcome, CheckStep } from '../check-step';
import { runCommand } from '../command-step';

const lockFile = join(import.meta.dirname, 'requirements.lock');

/**
 * Workflows and composite actions are what GitHub understands, run no code of a stranger with credentials, and pin what they take by hash.
 *
 * @see https://docs.zizmor.sh/audits/
 */
export const workflowsStep: CheckStep = {
  name: 'workflows',
  run: () => lintWorkflows([join(repositoryRoot, '.github')]),
};

/** @param inputs workflow files, or folders with `workflows/` and `action.yml` below */
export async function lintWorkflows(inputs: readonly string[]): Promise<CheckOutcome> {
  const python = await ensurePythonEnvironment({ lockFile });
  // A program of its own, no module. Without network: an audit that asks GitHub would judge the day, not the commit.
  const zizmor = join(dirname(python), 'zizmor');
  return runCommand(zizmor, ['--offline', '--no-progress', '--color=never', '--persona=pedantic', '--strict-collection', ...inputs]);
}

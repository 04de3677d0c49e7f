import { missingUserValues, userValues } from '@audit-bridge/config';
import { missing, ok } from '../finding';
import type { PreflightCheck } from '../preflight-check';

/** Asks nobody: what the environment's file, or its variables, still have to say. */
export const ownValues: PreflightCheck = {
  id: 'own-values',
  title: 'Values of your own',
  cloud: 'aws',
  reads: [],
  applies: () => true,
  async run({ environment }) {
    const left = missingUserValues(environment);
    if (left.length === 0) return [ok('None is an example any more.')];
    return left.map(name => {
      const { path, variable, what } = userValues[name];
      return missing(
        `${path} is still an example: it wants ${what}.`,
        'Write it into the file, or set its variable.',
        `export ${variable}=<value>`,
      );
    });
  },
};

import { missingUserValues, parseEnvironment, userValues } from '@audit-bridge/config';
import { environments } from '@audit-bridge/stacks/environments/index';

const usage = `Usage: npx pnpm validate-config

Checks every environment without a network: tells all problems at once, and which values are still examples.`;

if (process.argv.includes('--help')) console.log(usage);
else {
  for (const input of environments) {
    try {
      const environment = parseEnvironment(input);
      const missing = missingUserValues(environment).map(name => userValues[name].variable);
      console.log(`${environment.name}: valid${missing.length > 0 ? `; before a deploy, set ${missing.join(', ')}` : ''}`);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}

import { missingUserValues, parseEnvironment, parseShared, userValues } from '@audit-bridge/config';
import { environments } from '@audit-bridge/stacks/environments/index';
import { shared } from '@audit-bridge/stacks/environments/shared';

const usage = `Usage: npx pnpm validate-config

Checks every environment, and what they share, without a network: tells all problems at once, and which values are still examples.`;

if (process.argv.includes('--help')) console.log(usage);
else {
  for (const parse of [...environments.map(input => () => parseEnvironment(input)), ...shared.map(input => () => parseShared(input))]) {
    try {
      const settings = parse();
      const missing = missingUserValues(settings).map(name => userValues[name].variable);
      console.log(`${settings.name}: valid${missing.length > 0 ? `; before a deploy, set ${missing.join(', ')}` : ''}`);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}

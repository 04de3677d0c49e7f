import { parseEnvironment } from '@audit-bridge/config';
import { runBridge } from '@audit-bridge/operations';
import { environments } from '@audit-bridge/stacks/environments/index';

try {
  process.exitCode = await runBridge({ words: process.argv.slice(2), environments: environments.map(parseEnvironment) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

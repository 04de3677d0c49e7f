import { parseEnvironment } from '@audit-bridge/config';
import { localEnvironmentName } from '@audit-bridge/local/environment/local-environment';
import { withLocalEnvironment } from '@audit-bridge/local/environment/with-local-environment';
import { runBridge } from '@audit-bridge/operations';
import { environments } from '@audit-bridge/stacks/environments/index';
import { sandboxOf } from '@audit-bridge/stacks/environments/sandbox';
import { synthesizeSandbox } from './cloud-program/synthesize-sandbox';
import { TerraformProgram } from './cloud-program/terraform-program';

// The SDK would warn of Node 20 in the middle of the progress; the deployed functions run on Node 22.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

try {
  process.exitCode = await runBridge({
    words: process.argv.slice(2),
    ...withLocalEnvironment(() => environments.map(parseEnvironment)),
    sandboxes: {
      environmentOf: owner => parseEnvironment(sandboxOf(owner)),
      program: new TerraformProgram({ synthesize: synthesizeSandbox }),
      kept: localEnvironmentName,
    },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { localEnvironment } from '@audit-bridge/local/environment/local-environment';
import { commandDocument } from '@audit-bridge/operations/command-line/command-document';
import { forEachCommand } from '@audit-bridge/operations/commands';
import { environments } from '@audit-bridge/stacks/environments/index';
import { repositoryRoot } from './repository-root';

// docs/bridge.md is what the commands say of themselves: written anew, so that `npx pnpm check` sees whether it was committed so.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const path = join(repositoryRoot, 'docs', 'bridge.md');
const known = [...environments.map(parseEnvironment), localEnvironment()];
const document = await commandDocument(forEachCommand, known);
if (readFileSync(path, { encoding: 'utf8', flag: 'a+' }) !== document) {
  writeFileSync(path, document);
  console.log(`${path} is written anew.`);
}

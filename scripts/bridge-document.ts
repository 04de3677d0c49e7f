import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { localEnvironment } from '@audit-bridge/local/environment/local-environment';
import { commandDocument } from '@audit-bridge/operations/command-line/command-document';
import { forEachCommand } from '@audit-bridge/operations/commands';
import { knownWords } from '@audit-bridge/operations/completion/known-words';
import { environments } from '@audit-bridge/stacks/environments/index';
import { repositoryRoot } from './repository-root';

// What the commands say of themselves, for people and for their shells: written anew, so that `npx pnpm check` sees whether it was committed so.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const known = [...environments.map(parseEnvironment), localEnvironment()];
const files = {
  'docs/bridge.md': await commandDocument(forEachCommand, known),
  'scripts/bridge-words.json': `${JSON.stringify(knownWords(forEachCommand, known), undefined, 1)}\n`,
};
for (const [name, text] of Object.entries(files)) {
  const path = join(repositoryRoot, name);
  if (readFileSync(path, { encoding: 'utf8', flag: 'a+' }) === text) continue;
  writeFileSync(path, text);
  console.log(`${path} is written anew.`);
}

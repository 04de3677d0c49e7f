import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { localEnvironment } from '@audit-bridge/local/environment/local-environment';
import { commandDocument } from '@audit-bridge/operations/command-line/command-document';
import { forEachCommand } from '@audit-bridge/operations/commands';
import { knownWords } from '@audit-bridge/operations/completion/known-words';
import { environments } from '@audit-bridge/stacks/environments/index';

describe('What the commands say of themselves (npx pnpm check writes it anew)', () => {
  const known = [...environments.map(parseEnvironment), localEnvironment()];
  const written = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');

  it('is what docs/bridge.md says', async () => {
    expect(written('docs/bridge.md')).toBe(await commandDocument(forEachCommand, known));
  });

  it('is what a shell completes', () => {
    expect(JSON.parse(written('scripts/bridge-words.json'))).toEqual(knownWords(forEachCommand, known));
  });
});

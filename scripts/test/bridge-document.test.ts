import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@audit-bridge/config';
import { localEnvironment } from '@audit-bridge/local/environment/local-environment';
import { commandDocument } from '@audit-bridge/operations/command-line/command-document';
import { forEachCommand } from '@audit-bridge/operations/commands';
import { environments } from '@audit-bridge/stacks/environments/index';

describe('docs/bridge.md', () => {
  it('is what the commands say of themselves (npx pnpm check writes it anew)', async () => {
    const known = [...environments.map(parseEnvironment), localEnvironment()];
    const written = readFileSync(join(__dirname, '../../docs/bridge.md'), 'utf8');
    expect(written).toBe(await commandDocument(forEachCommand, known));
  });
});

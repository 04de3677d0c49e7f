import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeDocuments } from '../checking/documents';

describe('judgeDocuments', () => {
  const root = mkdtempSync(join(tmpdir(), 'audit-bridge-documents-'));
  const commands = { scripts: new Set(['test', 'local', 'bridge']), bridge: new Set(['status', 'sandbox']) };
  const judge = (text: string) => {
    writeFileSync(join(root, 'README.md'), text);
    return judgeDocuments(root, ['README.md'], commands);
  };
  afterAll(() => rmSync(root, { recursive: true }));

  it('accepts commands that are there, files that are there, and addresses elsewhere', () => {
    const text =
      'Run `npx --yes pnpm@12 test` or `npx pnpm local`, see [here](README.md#top), [there](https://example.org) and `pnpm install`.';
    expect(judge(text)).toEqual({ ok: true, output: '' });
  });

  it('finds a command that package.json does not have', () => {
    expect(judge('npx --yes pnpm@12 fly')).toEqual({ ok: false, output: 'README.md: "pnpm fly" is no script of package.json' });
  });

  it('finds a command that bridge does not have', () => {
    expect(judge('npx pnpm bridge status dev, npx --yes pnpm@12 bridge sandbox up ada')).toMatchObject({ ok: true });
    expect(judge('npx pnpm bridge coverage dev')).toEqual({ ok: false, output: 'README.md: "bridge coverage" is no command of bridge' });
  });

  it('finds a link to a file that is gone', () => {
    expect(judge('[decisions](docs/decisions.md)')).toEqual({
      ok: false,
      output: 'README.md: the link to docs/decisions.md leads nowhere',
    });
  });
});

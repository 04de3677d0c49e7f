import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { deterministicZip } from '../src/deterministic-zip';

const text = 'export const handler = () => "Grüezi";\n'.repeat(500);
const files = new Map([
  ['index.mjs', Buffer.from(text)],
  ['deeper/empty.txt', Buffer.alloc(0)],
]);

describe('deterministicZip', () => {
  it('can be read by another implementation', () => {
    const entries = unzipSync(deterministicZip(files));
    expect(Object.keys(entries)).toEqual(['deeper/empty.txt', 'index.mjs']);
    expect(Buffer.from(entries['index.mjs'] ?? []).toString()).toBe(text);
    expect(entries['deeper/empty.txt']).toHaveLength(0);
  });

  it('gives the same bytes whatever the order of the files', () => {
    expect(deterministicZip(new Map([...files].reverse()))).toEqual(deterministicZip(files));
  });

  it('keeps its bytes from version to version: a change would redeploy every function', () => {
    const small = deterministicZip(new Map([['a', Buffer.from('aaaaaaaaaa')]]));
    expect(Buffer.from(small).toString('hex')).toBe(
      '504b030414000000080000002100f0cd114c050000000a0000000100000061' +
        '4b4c840100' +
        '504b0102140314000000080000002100f0cd114c050000000a000000010000000000000000000000a4810000000061' +
        '504b050600000000010001002f000000240000000000',
    );
  });

  it('gives files that everybody may read, as Python unpacks them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'audit-bridge-zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), deterministicZip(files));
      const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print([(entry.filename, oct(entry.external_attr >> 16), entry.date_time[:3]) for entry in archive.infolist()])`;
      const output = execFileSync('python3', ['-c', script, join(folder, 'a.zip')], { encoding: 'utf8' });
      expect(output.trim()).toBe("[('deeper/empty.txt', '0o100644', (1980, 1, 1)), ('index.mjs', '0o100644', (1980, 1, 1))]");
      expect(statSync(join(folder, 'a.zip')).size).toBeLessThan(text.length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface GoldenPair {
  readonly name: string;
  /** The exact bytes of one record. */
  readonly input: Buffer;
  /** The recorded result; empty when there is none yet. */
  readonly expected: string;
  readonly expectedPath: string;
}

const inputSuffix = '.input.json';

/** `<case>.input.json` with its `<case><expectedSuffix>`, from a folder beside this file. */
export function listGoldenPairs(source: string, expectedSuffix: string): readonly GoldenPair[] {
  const folder = join(__dirname, source);
  return readdirSync(folder)
    .filter(file => file.endsWith(inputSuffix))
    .sort()
    .map(file => {
      const name = file.slice(0, -inputSuffix.length);
      const expectedPath = join(folder, name + expectedSuffix);
      const expected = existsSync(expectedPath) ? readFileSync(expectedPath, 'utf8') : '';
      return { name, input: readFileSync(join(folder, file)), expected, expectedPath };
    });
}

/** `UPDATE_EXPECTED=1` records the results anew, for a reviewer to read as a diff. */
export function recordExpected(pair: GoldenPair, actual: string): string {
  if (process.env.UPDATE_EXPECTED !== '1') return pair.expected;
  writeFileSync(pair.expectedPath, actual);
  return actual;
}

/** Lays JSON text out over lines without parsing it: numbers keep every digit that a parser would round. */
export function layOut(text: string): string {
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^"{}[\],:\s]+/g) ?? [];
  return `${tokens
    .map((token, index) => {
      if (token === '{' || token === '[') {
        if (tokens[index + 1] === '}' || tokens[index + 1] === ']') return token;
        depth++;
        return token + line();
      }
      if (token === '}' || token === ']') {
        if (tokens[index - 1] === '{' || tokens[index - 1] === '[') return token;
        depth--;
        return line() + token;
      }
      return token === ',' ? token + line() : token === ':' ? ': ' : token;
    })
    .join('')}\n`;
}

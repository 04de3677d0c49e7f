import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a folder knows of the run that filled it: a folder always holds the results of one input. */
export interface OutputOrigin {
  /** For a person. */
  readonly input: string;
  /** Equal only where the results must be equal. */
  readonly fingerprint: string;
}

const originFile = 'input.json';

/** @returns undefined for a folder that no run has filled, or begun to fill */
export async function readOrigin<Origin extends OutputOrigin>(folder: string): Promise<Origin | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, originFile), 'utf8'));
  } catch {
    return undefined;
  }
}

export async function writeOrigin(folder: string, origin: OutputOrigin): Promise<void> {
  const path = join(folder, originFile);
  await writeFile(`${path}.new`, `${JSON.stringify(origin, undefined, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** Of a folder that takes more than one input's results from now on: no later run has the same. */
export const openOrigin = <Origin extends OutputOrigin>(origin: Origin): Origin => ({
  ...origin,
  input: `${origin.input}, and what came after it`,
  fingerprint: `${origin.fingerprint}, open`,
});

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { outputFolder } from './output-folder';
import { runProgram } from './run-program';
import { readSynthesizedStacks, type SynthesizedStack } from './synthesized-stack';

/** The program did not come to its end; its own message is on the terminal. */
export class SynthError extends Error {
  override readonly name = 'SynthError';
}

/**
 * Synthesizes every stack of every environment. Runs the program itself, not through the cdktf CLI: four times faster, the same files.
 *
 * @throws {SynthError}
 */
export async function synthesize(): Promise<readonly SynthesizedStack[]> {
  // A manifest of an earlier run must not speak for this one.
  await rm(join(outputFolder, 'manifest.json'), { force: true });
  const exitCode = await runProgram(process.execPath, ['--import', 'tsx', 'stacks/main.ts']);
  if (exitCode !== 0) throw new SynthError('The stacks could not be synthesized; the message above says why.');
  return readSynthesizedStacks(outputFolder);
}

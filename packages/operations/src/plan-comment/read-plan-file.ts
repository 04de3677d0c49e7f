import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { NotAPlanError, readPlan, type TerraformPlan } from './terraform-plan';

/** @param file `-` for standard input. @throws {NotAPlanError} */
export async function readPlanFile(file: string): Promise<TerraformPlan> {
  if (file === '-') return readPlan(await text(process.stdin), 'Standard input');
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new NotAPlanError(file, `cannot be read (${error.code ?? error.message})`);
  });
  return readPlan(content, file);
}

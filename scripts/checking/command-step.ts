import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { glueScripts, glueScriptsPython } from '../python-environment';
import { repositoryRoot } from '../repository-root';
import type { CheckOutcome, CheckStep } from './check-step';

/** A step that runs a program with Node: it holds when the program ends with 0. Its output is kept until it is known whether anybody needs it. */
export function nodeStep(name: string, args: readonly string[]): CheckStep {
  return { name, run: () => runCommand(process.execPath, args) };
}

/** A step that runs one of the root's own tools. */
export function toolStep(name: string, library: string, bin: string, args: readonly string[]): CheckStep {
  return nodeStep(name, [join(repositoryRoot, 'node_modules', library, bin), ...args]);
}

/** A step that runs a module of the Glue script's Python environment, in its folder. */
export function pythonStep(name: string, args: readonly string[]): CheckStep {
  return { name, run: async () => runCommand(await glueScriptsPython(), ['-m', ...args], glueScripts) };
}

export async function runCommand(command: string, args: readonly string[], cwd = repositoryRoot): Promise<CheckOutcome> {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', error => resolve({ ok: false, output: `${command} could not be started: ${error.message}` }));
    child.once('close', code => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString().trimEnd() }));
  });
}

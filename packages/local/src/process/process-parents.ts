import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ProcessInformation {
  readonly parentId: number;
  readonly command: string;
}

/** @returns undefined when there is no such process */
export async function readProcess(id: number): Promise<ProcessInformation | undefined> {
  try {
    // Small images have no `ps`; macOS has no /proc.
    return existsSync('/proc/self/stat') ? await readFromProc(id) : await readFromPs(id);
  } catch {
    return undefined;
  }
}

async function readFromProc(id: number): Promise<ProcessInformation> {
  const [stat, command] = await Promise.all([readFile(`/proc/${id}/stat`, 'latin1'), readFile(`/proc/${id}/cmdline`, 'utf8')]);
  // The second field is the name in parentheses, which may itself hold anything.
  const [, parentId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parentId: Number(parentId), command: command.replaceAll('\0', ' ') };
}

async function readFromPs(id: number): Promise<ProcessInformation> {
  const { stdout } = await run('ps', ['-o', 'ppid=,command=', '-p', String(id)]);
  const [, parentId, command = ''] = /^\s*(\d+)\s+(.*)$/m.exec(stdout) ?? [];
  return { parentId: Number(parentId), command };
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface RunningCommand {
  readonly name: string;
  /** Stack ids, with `*` for any characters; empty: the only stack. */
  readonly patterns: readonly string[];
}

/** The commands of the cdktf CLI, with their other names, that look at a cloud. */
const cloudCommands = ['diff', 'plan', 'deploy', 'apply', 'destroy'];

/**
 * The command of the cdktf CLI (or of the script in front of it) that this process synthesizes for. The CLI does not tell its program,
 * so the processes above this one are asked.
 *
 * @returns undefined for a synth, and where processes cannot be looked at (then Terraform refuses example values by itself)
 */
export function runningCommand(): RunningCommand | undefined {
  let processId = process.ppid;
  for (let generation = 0; generation < 8 && processId > 1; generation++) {
    const ancestor = describeProcess(processId);
    if (ancestor === undefined) return undefined;
    const command = cloudCommandOf(ancestor.words);
    if (command !== undefined) return command;
    processId = ancestor.parentId;
  }
  return undefined;
}

/** Of `plan`: it looks at no cloud, so that examples do as well. */
export const offlineFlag = '--offline';

/** @param words a process's program and arguments */
export function cloudCommandOf(words: readonly string[]): RunningCommand | undefined {
  const position = words.findIndex(word => /^cdktf(\.[cm]?[jt]s)?$/.test(basename(word)));
  const [name, ...rest] = position === -1 ? [] : words.slice(position + 1).filter(word => !word.startsWith('-'));
  return name !== undefined && cloudCommands.includes(name) && !words.includes(offlineFlag) ? { name, patterns: rest } : undefined;
}

function describeProcess(processId: number): { readonly parentId: number; readonly words: readonly string[] } | undefined {
  try {
    if (process.platform === 'linux') {
      const words = readFileSync(`/proc/${processId}/cmdline`, 'utf8').split('\0');
      const parentId = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
      return { parentId: Number(parentId), words };
    }
    const text = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(processId)], { encoding: 'utf8' }).trim();
    const [parentId, ...words] = text.split(/\s+/);
    return { parentId: Number(parentId), words };
  } catch {
    return undefined;
  }
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LockRegister } from './lock-register';

/** A file on this machine: for what no other machine can change. Between its reading and its writing nobody else waits for it: two that renew one lock are one command. */
export function fileRegister(path: string): LockRegister {
  const read = async () => {
    try {
      const text = await readFile(path, 'utf8');
      return { text, version: createHash('sha256').update(text).digest('hex') };
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  };
  return {
    place: path,
    read,
    async write(text, expected) {
      if (expected === undefined) {
        await mkdir(dirname(path), { recursive: true });
        try {
          await writeFile(path, text, { flag: 'wx', mode: 0o600 });
        } catch (error) {
          if (hasCode(error, 'EEXIST')) return undefined;
          throw error;
        }
      } else {
        if ((await read())?.version !== expected) return undefined;
        await writeFile(path, text, { mode: 0o600 });
      }
      return createHash('sha256').update(text).digest('hex');
    },
    async remove(expected) {
      if ((await read())?.version !== expected) return false;
      await rm(path, { force: true });
      return true;
    },
  };
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

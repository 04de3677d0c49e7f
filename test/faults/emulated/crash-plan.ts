import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Where a function's process ends itself: at its n-th outbound request since the crash before. */
export interface Crash {
  readonly functionName: string;
  readonly request: number;
  readonly when: 'before' | 'after';
}

/** Absolute path of the module that carries the plan out: a function's process loads it first, and finds the file in `CRASH_PLAN_FILE`. */
export const crashAtRequest = fileURLToPath(new URL('crash-at-request.mjs', import.meta.url));

/** The file that `crash-at-request.mjs` reads at each request, in the functions' processes. */
export class CrashPlan {
  #planned = 0;
  #plans = 0;

  constructor(readonly file: string) {}

  /** Replaces the crashes that are still to come; the requests are counted anew. */
  async set(crashes: readonly Crash[]): Promise<void> {
    this.#planned = crashes.length;
    await writeFile(`${this.file}.next`, JSON.stringify({ id: String(++this.#plans), crashes }));
    await rename(`${this.file}.next`, this.file);
  }

  /** Gives the crashes a moment to happen: one that no request comes to is left out. @returns how many have happened */
  async happened(): Promise<number> {
    for (let look = 0; ; look++) {
      const { crashes } = JSON.parse(await readFile(this.file, 'utf8')) as { crashes: readonly Crash[] };
      if (crashes.length === 0 || look === 5) return this.#planned - crashes.length;
      await sleep(100);
    }
  }
}

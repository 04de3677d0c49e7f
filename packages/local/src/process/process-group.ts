import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const askedMilliseconds = 2_000;
const insistedMilliseconds = 2_000;
const lookMilliseconds = 20;

/**
 * Ends a child that was started as the leader of a group (`detached`), and all that it has started: asks them, and insists after two seconds.
 * Returns when the group is gone. Safe to call again.
 */
export async function stopProcessGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  for (const [signal, milliseconds] of [['SIGTERM', askedMilliseconds] as const, ['SIGKILL', insistedMilliseconds] as const]) {
    if (!signalGroup(pid, signal)) return;
    for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(lookMilliseconds)) {
      if (!signalGroup(pid, 0)) return;
    }
  }
}

/** @returns whether the group is there; a number that nobody waits for keeps an ended process in it for a while */
function signalGroup(leaderId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leaderId, signal);
  } catch {
    return false;
  }
}

import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';

/** Who has taken a lock, for what, and the last sign of life. */
export interface LockHolder {
  /** Of this taking alone. */
  readonly id: string;
  /** Like `ana@laptop`. */
  readonly owner: string;
  /** The command, like `bridge replay dev security-lake`. */
  readonly purpose: string;
  /** ISO text, by the owner's own clock. */
  readonly takenAt: string;
  readonly renewedAt: string;
}

export function newHolder(purpose: string, now: Date): LockHolder {
  return {
    id: randomUUID(),
    owner: `${userInfo().username}@${hostname()}`,
    purpose,
    takenAt: now.toISOString(),
    renewedAt: now.toISOString(),
  };
}

/** What lies there, as far as it can be read: a lock is a lock, whatever stands in it. */
export function readHolder(text: string): LockHolder {
  const unknown = { id: '', owner: 'somebody', purpose: 'a command', takenAt: 'an unknown time', renewedAt: 'an unknown time' };
  try {
    const members = JSON.parse(text) as Partial<Record<keyof LockHolder, unknown>>;
    const texts = Object.entries(members).filter(([name, member]) => name in unknown && typeof member === 'string');
    return { ...unknown, ...Object.fromEntries(texts) };
  } catch {
    return unknown;
  }
}

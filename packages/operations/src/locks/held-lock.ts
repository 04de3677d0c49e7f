import { LockHeldError } from './errors';
import { type LockHolder, newHolder, readHolder } from './lock-holder';
import type { LockRegister } from './lock-register';

export interface TakeLockOptions {
  readonly purpose: string;
  /** The command that breaks the lock. */
  readonly unlock: string;
  readonly now?: () => Date;
}

/** A lock that is held. */
export interface HeldLock {
  /** A sign of life. @returns whether it is held still */
  renew(): Promise<boolean>;
  /** What somebody has broken meanwhile is theirs: it stays. */
  release(): Promise<void>;
}

/** @throws {LockHeldError} */
export async function takeLock(register: LockRegister, { now = () => new Date(), purpose, unlock }: TakeLockOptions): Promise<HeldLock> {
  const holder = newHolder(purpose, now());
  let version = await write(register, holder, undefined);
  if (version === undefined) throw await heldError(register, unlock, now());
  // One change at a time: a renewal under way would make the version that a release names an old one.
  let lastChange: Promise<unknown> = Promise.resolve();
  const oneAtATime = <T>(change: () => Promise<T>): Promise<T> => {
    const changed = lastChange.then(change, change);
    lastChange = changed.catch(() => {});
    return changed;
  };
  return {
    renew: () =>
      oneAtATime(async () => {
        if (version === undefined) return false;
        const renewed: LockHolder = { ...holder, renewedAt: now().toISOString() };
        version = await write(register, renewed, version);
        return version !== undefined;
      }),
    release: () =>
      oneAtATime(async () => {
        if (version === undefined) return;
        await register.remove(version);
        version = undefined;
      }),
  };
}

/** A change whose answer got lost was made all the same: what lies there is ours, under another version. */
async function write(register: LockRegister, holder: LockHolder, expected: string | undefined): Promise<string | undefined> {
  const written = await register.write(JSON.stringify(holder), expected);
  if (written !== undefined) return written;
  const entry = await register.read();
  return entry !== undefined && readHolder(entry.text).id === holder.id ? entry.version : undefined;
}

async function heldError(register: LockRegister, unlock: string, now: Date): Promise<LockHeldError> {
  const entry = await register.read();
  const holder = readHolder(entry?.text ?? '');
  const silentSeconds = (now.getTime() - Date.parse(holder.renewedAt)) / 1000;
  return new LockHeldError(holder, { place: register.place, silentSeconds, unlock });
}

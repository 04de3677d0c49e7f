import { setMaxListeners } from 'node:events';
import type { EnvironmentContext } from '../bridge-command';
import type { Interruption } from '../interruption';
import { LockLostError } from './errors';
import { type HeldLock, takeLock } from './held-lock';
import { type LockName, lockPlaces } from './lock-places';
import type { LockRegister } from './lock-register';

export interface LockTimes {
  readonly renewEverySeconds: number;
  /** Not renewed for so long, it counts as lost: its holder stops. */
  readonly lostAfterSeconds: number;
}

const usualTimes: LockTimes = { renewEverySeconds: 30, lostAfterSeconds: 120 };

/**
 * Does work that nobody else may do at the same time. The lock is renewed meanwhile, and given back at the work's end, at an error and at Ctrl-C.
 *
 * @param purpose the command as it was typed, like `bridge replay dev security-lake`
 * @param work stops, in order, also when the lock is lost: it must use the interruption that it is given
 * @throws {LockHeldError} before the work begins
 * @throws {LockLostError} after the work has stopped
 */
export const withLock = <Context extends EnvironmentContext, Result>(
  context: Context,
  name: LockName,
  purpose: string,
  work: (context: Context) => Promise<Result>,
  times: LockTimes = usualTimes,
): Promise<Result> =>
  withLockIn(context, { register: lockPlaces[name].register(context), unlock: unlockCommand(context.environment) }, purpose, work, times);

/** The same with a lock that lies elsewhere. @param unlock the command that breaks it */
export async function withLockIn<Context extends EnvironmentContext, Result>(
  context: Context,
  { register, unlock }: { readonly register: LockRegister; readonly unlock: string },
  purpose: string,
  work: (context: Context) => Promise<Result>,
  times: LockTimes = usualTimes,
): Promise<Result> {
  // Whoever holds a lock must be able to give it back.
  context.interruption.beginChange?.();
  const lock = await takeLock(register, { purpose, unlock });
  const alreadyGivenBack = context.interruption.beforeEnd(() => lock.release());
  const lost = new AbortController();
  const renewal = renewUntilLost(lock, lost, times);
  try {
    const result = await work({ ...context, interruption: orLost(context.interruption, lost.signal) });
    if (lost.signal.aborted) throw lostError(register, lost.signal);
    return result;
  } catch (error) {
    throw lost.signal.aborted ? lostError(register, lost.signal) : error;
  } finally {
    clearInterval(renewal);
    await giveBack(lock, context, unlock);
    alreadyGivenBack();
  }
}

async function giveBack(lock: HeldLock, { print }: EnvironmentContext, unlock: string): Promise<void> {
  try {
    await lock.release();
  } catch (error) {
    print(`The lock could not be given back (${error instanceof Error ? error.message : error}). Break it: ${unlock}`);
  }
}

export const unlockCommand = ({ name }: EnvironmentContext['environment']): string => `npx pnpm bridge unlock ${name}`;

function renewUntilLost(lock: HeldLock, lost: AbortController, { lostAfterSeconds, renewEverySeconds }: LockTimes): NodeJS.Timeout {
  let renewedAt = performance.now();
  const renew = async () => {
    try {
      if (!(await lock.renew())) lost.abort('somebody has broken it');
      else renewedAt = performance.now();
    } catch {
      // Told by time alone: the next attempt may succeed.
    }
  };
  return setInterval(() => {
    if (performance.now() - renewedAt > lostAfterSeconds * 1000) lost.abort(`it could not be renewed for ${lostAfterSeconds} s`);
    else void renew();
  }, renewEverySeconds * 1000);
}

function orLost(interruption: Interruption, lost: AbortSignal): Interruption {
  const signal = AbortSignal.any([interruption.signal, lost]);
  // One listener for each request under way.
  setMaxListeners(0, signal);
  return {
    get isRequested() {
      return signal.aborted;
    },
    signal,
    beginChange: () => interruption.beginChange?.(),
    beforeEnd: giveBack => interruption.beforeEnd(giveBack),
  };
}

const lostError = ({ place }: LockRegister, { reason }: AbortSignal) => new LockLostError(place, String(reason));

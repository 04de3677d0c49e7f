import type { EnvironmentContext } from '../src/bridge-command';
import type { StopRequest } from '../src/interruption';
import { takeLock } from '../src/locks/held-lock';
import { readHolder } from '../src/locks/lock-holder';
import type { LockRegister, RegisterEntry } from '../src/locks/lock-register';
import { withLockIn } from '../src/locks/with-lock';
import { RecordedContext } from './recorded-context';

class MemoryRegister implements LockRegister {
  readonly place = 'the table';
  entry: RegisterEntry | undefined;
  /** What a request does that is under way. */
  fault: 'refuse' | 'lose-answer' | undefined;
  #versions = 0;

  async read() {
    return this.entry;
  }

  async write(text: string, expected: string | undefined) {
    if (this.fault === 'refuse') throw new Error('no network');
    if (this.entry?.version !== expected) return undefined;
    this.entry = { text, version: String(++this.#versions) };
    return this.fault === 'lose-answer' ? undefined : this.entry.version;
  }

  async remove(expected: string) {
    if (this.fault === 'refuse') throw new Error('no network');
    if (this.entry?.version !== expected) return false;
    this.entry = undefined;
    return true;
  }
}

const minute = 60_000;

describe('withLock', () => {
  let register: MemoryRegister;
  let recorded: RecordedContext;

  beforeEach(() => {
    jest.useFakeTimers();
    register = new MemoryRegister();
    recorded = new RecordedContext();
  });

  afterEach(() => jest.useRealTimers());

  const hold = (work: (context: EnvironmentContext) => Promise<unknown>) =>
    withLockIn({ ...recorded } as unknown as EnvironmentContext, { register, unlock: 'bridge unlock dev' }, 'bridge redrive dev', work);

  /** Ends when it is asked to, as every command does. */
  const untilAsked = ({ interruption }: EnvironmentContext) =>
    new Promise<void>(resolve => interruption.signal.addEventListener('abort', () => resolve()));

  it('gives signs of life while the work goes on, and the lock back at its end', async () => {
    const renewals: string[] = [];
    const result = await hold(async () => {
      for (let time = 0; time < 3; time++) {
        renewals.push(readHolder(register.entry?.text ?? '').renewedAt);
        await jest.advanceTimersByTimeAsync(minute);
      }
      return 'done';
    });
    expect([result, new Set(renewals).size, register.entry]).toEqual(['done', 3, undefined]);
  });

  it('gives it back when the work fails, and when it was stopped', async () => {
    await expect(hold(async () => Promise.reject(new Error('no more')))).rejects.toThrow('no more');
    expect(register.entry).toBeUndefined();
    const stopped = hold(untilAsked);
    await jest.advanceTimersByTimeAsync(1);
    recorded.interruption.request();
    await stopped;
    expect(register.entry).toBeUndefined();
  });

  it('gives it back at a second Ctrl-C, although the work still hangs', async () => {
    void hold(() => new Promise(() => {}));
    await jest.advanceTimersByTimeAsync(1);
    expect(register.entry).toBeDefined();
    await (recorded.interruption satisfies StopRequest).giveAllBack();
    expect(register.entry).toBeUndefined();
  });

  it('stops the work when somebody has broken the lock, and leaves theirs alone', async () => {
    const work = hold(untilAsked);
    const failed = expect(work).rejects.toThrow(/not held any more \(somebody has broken it\)/);
    await jest.advanceTimersByTimeAsync(1);
    register.entry = undefined;
    await takeLock(register, { purpose: 'bridge replay dev', unlock: '' });
    await jest.advanceTimersByTimeAsync(minute);
    await failed;
    expect(readHolder((await register.read())?.text ?? '').purpose).toBe('bridge replay dev');
  });

  it('outlives a short loss of the network, stops at a long one, and says what it could not give back', async () => {
    const work = hold(untilAsked);
    const failed = expect(work).rejects.toThrow(/could not be renewed for 120 s/);
    let ended = false;
    work.catch(() => {}).finally(() => (ended = true));
    register.fault = 'refuse';
    await jest.advanceTimersByTimeAsync(1.5 * minute);
    register.fault = undefined;
    await jest.advanceTimersByTimeAsync(minute);
    expect(ended).toBe(false);
    register.fault = 'refuse';
    await jest.advanceTimersByTimeAsync(4 * minute);
    await failed;
    expect(recorded.lines).toEqual(['The lock could not be given back (no network). Break it: bridge unlock dev']);
  });

  it('knows its own lock although the answers to it were lost', async () => {
    register.fault = 'lose-answer';
    const lock = await takeLock(register, { purpose: 'bridge redrive dev', unlock: '' });
    expect(await lock.renew()).toBe(true);
    await lock.release();
    expect(register.entry).toBeUndefined();
  });

  it('refuses what holds a lock that nobody can read', async () => {
    register.entry = { text: 'not ours', version: '1' };
    await expect(hold(async () => {})).rejects.toThrow(/^somebody runs 'a command' since an unknown time/);
  });
});
